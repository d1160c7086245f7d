import type { SameTexts } from '@licet/ui'
import type { manual as english } from '../english/manual.ts'

/** Die öffentliche Seite, auf der ein Kunde ein Gerät von Hand aktiviert. */
export const manual: SameTexts<typeof english> = {
  manual: {
    title: 'Von Hand aktivieren',
    lead: 'Für ein Gerät ohne Internet. Sie brauchen seinen Lizenzschlüssel und die UID oder Anfrage, die es unter „Lizenz“ → „Von Hand aktivieren“ zeigt.',
    step1: 'Lizenzschlüssel',
    step1Help: 'Aus der Mail oder dem Zertifikat Ihres Kaufs.',
    key: 'Lizenzschlüssel',
    verdict: {
      empty: 'Er wird hier beim Tippen geprüft; dafür wird nichts gesendet.',
      typing: 'Weiter …',
      good: 'Der Schlüssel ist vollständig und ohne Tippfehler.',
      prefix:
        'Ein Schlüssel beginnt mit einem Wort und einem Bindestrich, etwa ACME-, dann folgen vier Vierergruppen.',
      symbol:
        'Zeichen {{place}} nach dem Präfix, „{{symbol}}“, kommt in Schlüsseln nicht vor. Sehen Sie es noch einmal an.',
      short: 'Fehlende Zeichen nach dem Präfix: {{missing}} von 16.',
      long: 'Zu viele Zeichen nach dem Präfix: {{extra}} mehr als vier Vierergruppen.',
      mistyped:
        'Ein Zeichen ist vertippt, oder zwei sind vertauscht. Vergleichen Sie Gruppe für Gruppe mit dem Original.',
    },
    step2: 'Das Gerät',
    step2Help: 'Seine UID oder seine Anfrage, wie die Software sie zeigt.',
    get: 'Aktivierungscode holen',
    notYet: 'Das geht, sobald Schlüssel und Gerät vollständig sind.',
    step3: 'Aktivierungscode',
    step3Help:
      'Bringen Sie ihn zum Gerät, fügen Sie ihn auf derselben Seite der Software ein und speichern Sie.',
    step3Empty: 'Er erscheint hier.',
    ready: 'Aktiviert. Kopieren Sie den Code, oder nehmen Sie ihn als Datei oder Bild mit.',
    validUntil: 'Gültig bis',
    activatedAt: 'Aktiviert',
    machine: 'Gerät',
    toHelp: 'Was dahinter steckt',
    troubleshooting: 'Wenn es nicht geht',
    help: {
      key_mistyped: {
        title: 'Der Schlüssel ist vertippt',
        cause: 'Das letzte Zeichen eines Schlüssels wird aus allen anderen berechnet, und es passt nicht.',
        remedy: 'Vergleichen Sie mit dem Original: 0 und O, 1 und I und L sind dasselbe; U kommt nie vor.',
      },
      key_unknown: {
        title: 'Der Schlüssel ist nicht bekannt',
        cause: 'Er ist richtig gebaut, aber hier wurde keine Lizenz darunter ausgestellt.',
        remedy:
          'Prüfen Sie, ob es der Schlüssel dieses Anbieters und der neueste ist; ein ersetzter öffnet nichts mehr.',
      },
      other_machine: {
        title: 'Der Schlüssel ist auf einem anderen Gerät in Gebrauch',
        cause:
          'Die Lizenz ist an das Gerät gebunden, auf dem sie zuerst aktiviert wurde. Ein neuer Netzwerkadapter, Prozessor oder ein neues Betriebssystem gilt als anderes Gerät; virtuelle Maschinen brauchen eine feste MAC-Adresse.',
        remedy:
          'Deaktivieren Sie sie erst auf dem alten Gerät, oder bitten Sie Ihren Anbieter, sie umzuziehen.',
      },
      transfer_forbidden: {
        title: 'Die Lizenz darf nicht umziehen',
        cause: 'Diese Art von Lizenz bleibt bei ihrem ersten Gerät.',
        remedy: 'Fragen Sie Ihren Anbieter; er kann sie umziehen, wo der Vertrag es erlaubt.',
      },
      machines_exhausted: {
        title: 'Alle Geräte der Lizenz sind vergeben',
        cause: 'Die Lizenz erlaubt eine Anzahl von Geräten, und so viele sind aktiv.',
        remedy:
          'Deaktivieren Sie eines, das nicht mehr gebraucht wird, oder bitten Sie Ihren Anbieter um mehr.',
      },
      key_expired: {
        title: 'Die Lizenz ist abgelaufen',
        cause: 'Ihr letzter Tag ist vorbei.',
        remedy: 'Bitten Sie Ihren Anbieter um eine Verlängerung; der Schlüssel bleibt derselbe.',
      },
      key_suspended: {
        title: 'Die Lizenz ist ausgesetzt',
        cause: 'Der Anbieter hat sie angehalten, meist wegen einer offenen Zahlung.',
        remedy: 'Klären Sie es mit Ihrem Anbieter; danach gilt sie wieder, ohne neuen Schlüssel.',
      },
      key_revoked: {
        title: 'Die Lizenz ist widerrufen',
        cause: 'Der Anbieter hat sie endgültig zurückgezogen.',
        remedy: 'Fragen Sie Ihren Anbieter nach dem Grund und nach einer anderen Lizenz.',
      },
      fingerprint_invalid: {
        title: 'Die Maschinen-UID wird nicht verstanden',
        cause: 'Sie ist vertippt, oder eine andere Version der Software hat sie erzeugt.',
        remedy:
          'Vergleichen Sie die acht Gruppen einzeln, oder nehmen Sie die Anfrage als Datei oder QR-Code.',
      },
      request_invalid: {
        title: 'Die Anfrage wird nicht verstanden',
        cause: 'Der Text wurde unterwegs abgeschnitten oder verändert, oder es ist etwas anderes.',
        remedy:
          'Kopieren Sie ihn noch einmal vom ersten bis zum letzten Zeichen, oder bringen Sie ihn als Datei.',
      },
      request_expired: {
        title: 'Die Anfrage ist zu alt',
        cause: 'Eine Anfrage gilt 14 Tage, nach der Uhr des Geräts, das sie erzeugt hat.',
        remedy: 'Prüfen Sie die Uhr des Geräts und erzeugen Sie eine neue Anfrage.',
      },
      request_replayed: {
        title: 'Die Anfrage wurde schon beantwortet',
        cause: 'Jede Anfrage wird einmal beantwortet.',
        remedy: 'Nehmen Sie den Code von damals, oder erzeugen Sie auf dem Gerät eine neue Anfrage.',
      },
      clone_suspected: {
        title: 'Eine Kopie des Geräts scheint in Gebrauch zu sein',
        cause:
          'Ein anderes Gerät hat mit derselben Aktivierung weitergemacht: eines wurde vom anderen kopiert oder aus einem alten Abbild wiederhergestellt.',
        remedy:
          'Bitten Sie Ihren Anbieter zu entscheiden, welches von beiden es ist; bis dahin arbeiten beide weiter.',
      },
      rate_limited: {
        title: 'Zu viele Versuche',
        cause: 'Versuche sind begrenzt, damit niemand Schlüssel erraten kann.',
        remedy: 'Warten Sie eine Viertelstunde und versuchen Sie es dann mit dem Schlüssel vor Augen.',
      },
      signing_unavailable: {
        title: 'Zurzeit können keine Codes ausgestellt werden',
        cause: 'Die Signaturschlüssel des Anbieters sind nicht verfügbar.',
        remedy:
          'Mit Ihrem Schlüssel ist alles in Ordnung. Versuchen Sie es später, oder sagen Sie es Ihrem Anbieter.',
      },
    },
  },
}
