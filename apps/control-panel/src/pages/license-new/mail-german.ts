import type { MailWords } from './mail-text.ts'

/** Das Schreiben auf Deutsch. */
export const mailGerman: MailWords = {
  subject: products => `Ihre Lizenz für ${products}`,
  greeting: 'Guten Tag,\n\nvielen Dank für Ihre Bestellung. Das ist Ihre Lizenz:',
  facts: {
    customer: 'Kunde',
    products: 'Produkte',
    tier: 'Stufe',
    seats: 'Plätze',
    from: 'Gültig ab',
    until: 'Gültig bis einschließlich',
    months: count => `${count} ${count === 1 ? 'Monat' : 'Monate'} ab der ersten Aktivierung`,
    id: 'Lizenznummer',
    key: 'Lizenzschlüssel',
  },
  online: key => [
    'MIT VERBINDUNG AKTIVIEREN',
    '1. Öffnen Sie die Lizenzseite Ihrer Installation und wählen Sie „Lizenz aktivieren“.',
    '2. Fügen Sie den Lizenzschlüssel ein. Die Maschine aktiviert sich selbst; das dauert wenige Sekunden.',
    `Auf einem Server ohne Oberfläche: licet activate ${key}`,
  ],
  byHand: page => [
    'OHNE VERBINDUNG AKTIVIEREN',
    '1. Wählen Sie an der Maschine „Von Hand aktivieren“, oder rufen Sie auf: licet request',
    '   Es erscheinen eine Machine UID und ein QR-Code.',
    `2. Öffnen Sie auf irgendeinem Gerät mit Verbindung ${page}`,
    '   und geben Sie Lizenzschlüssel und Machine UID ein. Sie bekommen einen Aktivierungscode.',
    '3. Bringen Sie den Code zur Maschine und fügen Sie ihn dort ein, oder rufen Sie auf: licet apply DATEI',
  ],
  unbound: file => [
    'AKTIVIEREN',
    `Öffnen Sie die Lizenzseite Ihrer Installation, wählen Sie „Lizenz aktivieren“ und fügen Sie den Text unten ein, oder laden Sie die angehängte Datei ${file}. Eine Verbindung braucht es nicht, weder jetzt noch später.`,
  ],
  signed: 'Der Lizenztext:',
  close: [
    'Bitte bewahren Sie dieses Schreiben auf: wer es hat, kann die Lizenz aktivieren. Wenn etwas nicht gelingt, antworten Sie darauf und nennen Sie die Lizenznummer.',
  ],
}
