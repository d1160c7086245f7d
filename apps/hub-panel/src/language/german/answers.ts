/** Warum eine signierte Antwort nicht angenommen wurde, und was zu tun ist. */
export const answers: Readonly<Record<string, string>> = {
  ANSWER_EMPTY: 'In dieser Antwort ist nichts, was angenommen werden könnte.',
  ANSWER_UNREADABLE:
    'Ein Teil dieser Antwort ist abgeschnitten, verändert, oder nicht von einem Schlüssel signiert, dem hier vertraut wird. Bitten Sie erneut darum.',
  ANSWER_OTHER_INSTALLATION:
    'Dieser Aktivierungscode wurde für eine andere Installation gemacht. Benutzen Sie ihn dort.',
  ANSWER_OTHER_LICENSE:
    'Aktivierung und Lizenz dieser Antwort gehören nicht zusammen, oder nicht zu dem, worum gebeten wurde.',
  ANSWER_OTHER_REQUEST:
    'Dieser Aktivierungscode beantwortet keine Anfrage, die hier wartet. Erstellen Sie eine neue und lassen Sie sie beantworten.',
  ANSWER_REPLAYED:
    'Dieser Aktivierungscode wurde schon benutzt. Erstellen Sie eine neue Anfrage und lassen Sie sie beantworten.',
  ANSWER_OUT_OF_TURN:
    'Diese Antwort folgt nicht auf die letzte, die hier angenommen wurde. Erstellen Sie eine neue Anfrage.',
  ANSWER_RELEASED: 'Diese Maschine hat diese Aktivierung aufgegeben. Aktivieren Sie erneut.',
  ANSWER_EXPIRED: 'Die Aktivierung dieser Antwort ist abgelaufen. Erstellen Sie eine neue Anfrage.',
  ANSWER_REQUEST_EXPIRED:
    'Die Anfrage, die hier beantwortet wird, ist älter als 14 Tage. Erstellen Sie eine neue.',
  ANSWER_LICENSE_MISSING:
    'Die Lizenz zu dieser Aktivierung ist hier nicht bekannt. Bitten Sie um beide zusammen.',
  ANSWER_LICENSE_EXPIRED:
    'Die Lizenz dieser Antwort ist abgelaufen. Bitten Sie Ihren Anbieter um eine Verlängerung.',
  ANSWER_LICENSE_OLDER:
    'Hier ist eine neuere Revision dieser Lizenz gespeichert. Bitten Sie Ihren Anbieter um die jetzige.',
}
