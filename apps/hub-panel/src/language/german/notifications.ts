import type { SameTexts } from '@licet/ui'
import type { notifications as english } from '../english/notifications.ts'

/** Was dem Betreiber gemeldet wird, und auf welchem Weg. */
export const notifications: SameTexts<typeof english> = {
  notifications: {
    channels: 'Wer Bescheid bekommt',
    lead: 'Wenn sich die Lizenz ändert, bald endet oder die Plätze ausgehen, erfährt es jeder von diesen einmal.',
    webhook: 'Webhook',
    mail: 'E-Mail',
    signed: 'Signiert',
    unsigned: 'Nicht signiert',
    unsignedHelp: 'Mit HUB_NOTIFY_WEBHOOK_SECRET kann der Empfänger prüfen, woher eine Meldung kommt.',
    recipients_one: '{{count}} Empfänger',
    recipients_other: '{{count}} Empfänger',
    test: 'Test senden',
    tested: 'Der Test kam bei {{host}} an.',
    testFailed: 'Der Test kam bei {{host}} nicht an: {{why}}',
    emptyTitle: 'Noch bekommt niemand Bescheid',
    emptyHelp:
      'Setzen Sie diese dort, wo der Server gestartet wird; jede auch als Datei, mit _FILE hinter dem Namen. Ohne sie meldet der Hub niemandem etwas und verbindet sich mit niemandem.',
    emptyWebhook: 'An eine Webadresse, als signiertes JSON',
    emptyMail: 'Per E-Mail',
    lately: 'Zuletzt gemeldet',
    latelyLead: 'Was nicht ankommt, wird etwa zwei Tage lang erneut versucht.',
    nothingYet: 'Bisher gab es nichts zu melden.',
    when: 'Wann',
    what: 'Was',
    outcome: 'Ergebnis',
    sent: 'gesendet',
    waiting: 'wartet',
    failed: 'aufgegeben',
  },
}

/** Meldungen, die kein Hinweis der Oberfläche sind. */
export const notices = {
  license_changed: 'Eine andere Lizenz ist in Kraft: {{tier}}, {{seats}} Plätze, bis {{date}}',
  license_removed: 'Die Lizenz wurde entfernt: es ist keine mehr in Kraft',
}

/** Warum eine Meldung nicht ankam. */
export const noticeFaults = {
  status: 'Der Empfänger antwortete mit einem Fehler.',
  redirect: 'Der Empfänger leitet um, dem wird nicht gefolgt; tragen Sie die endgültige Adresse ein.',
  refused: 'Der Empfänger lehnte die Verbindung ab.',
  name: 'Der Name des Empfängers wurde nicht gefunden.',
  unreachable: 'Von hier führt kein Weg zum Empfänger.',
  certificate: 'Dem Zertifikat des Empfängers wird nicht vertraut.',
  encryption: 'Der Empfänger bietet keine brauchbare Verschlüsselung.',
  credentials: 'Der Mailserver lehnte Benutzername oder Passwort ab.',
  envelope: 'Der Mailserver lehnte den Absender oder einen Empfänger ab.',
  message: 'Der Mailserver lehnte die Nachricht ab.',
  timeout: 'Der Empfänger antwortete nicht rechtzeitig.',
  stopped: 'Der Hub hielt an, bevor der Empfänger antwortete.',
  connection: 'Die Verbindung zum Empfänger scheiterte.',
}
