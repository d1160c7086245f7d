import type { SameTexts } from '@licet/ui'
import type { operations as english } from '../english/operations.ts'

/** Wie der Server betrieben wird: Sicherungen, weitere Instanzen, E-Mail, und wie Schlüssel verwahrt sind. */
export const operations: SameTexts<typeof english> = {
  backups: {
    title: 'Sicherungen',
    lead: 'Kopien der ganzen Datenbank, im laufenden Betrieb gemacht. Signaturschlüssel sind darin wie hier: versiegelt.',
    byPostgres: 'Die Daten liegen in PostgreSQL, das seine eigenen macht.',
    postgresHow:
      'Sichern Sie dort, wo es läuft, etwa mit pg_dump; die Signaturschlüssel sind darin, versiegelt.',
    notYours: 'Nur wer das Recht settings.manage hat, sieht und macht sie.',
    make: 'Jetzt sichern',
    made: 'Die Sicherung ist fertig.',
    chainBroken:
      'Die Sicherung ist gemacht, lässt sich aber nicht zurückholen: Die Protokollkette ist ab Eintrag {{entry}} gebrochen, weil jemand das Protokoll dort geändert hat. Bewahren Sie eine ältere auf, deren Kette hält.',
    created: 'Gemacht',
    reason: 'Anlass',
    size: 'Größe',
    file: 'Datei',
    manual: 'Von Hand',
    before_migration: 'Vor einer Aktualisierung',
    before_restore: 'Vor einem Zurückholen',
    scheduled: 'Nach Plan',
    download: 'Herunterladen',
    downloadOf: '{{name}} herunterladen',
    emptyTitle: 'Noch keine Sicherungen',
    emptyHelp:
      'Machen Sie eine, bevor Sie viel ändern, und bewahren Sie eine Kopie auf einer anderen Maschine auf.',
  },
  operation: {
    hours: ' Std.',
    days: ' Tage',
    set: 'gesetzt',
    instances: 'Instanzen',
    alone: 'Nur diese; mehrere brauchen PostgreSQL.',
    self: '(diese)',
    mail: 'E-Mail',
    mailNone: 'Dieser Server verschickt keine.',
    mailMeaning: 'Schlüssel, Codes und erste Passwörter werden einmal gezeigt; Sie geben sie weiter.',
    showDefaults_one: '{{count}} weitere mit Vorgabe zeigen',
    showDefaults_other: '{{count}} weitere mit Vorgabe zeigen',
    hideDefaults: 'Nur Gesetztes zeigen',
  },
  keeping: {
    title: 'Wie private Teile verwahrt sind',
    lead: 'Eine Kopie der Datenbank allein signiert nichts: bewahren Sie die Passphrase getrennt von ihr auf.',
    sealed: 'Versiegelt',
    sealedHow: 'Jeder für sich in der Datenbank, mit AES-256-GCM',
    passphrase: 'Geöffnet durch',
    from: {
      environment: 'CONTROL_KEY_PASSPHRASE, aus der Umgebung',
      file: 'CONTROL_KEY_PASSPHRASE, aus einer Datei',
      default: 'Eine Datei im Datenverzeichnis, nur zur Erprobung',
    },
    hardware: 'Hardware (HSM)',
    hardwareNone: 'Keine: dieser Server signiert in Software. Der Wurzelschlüssel bleibt ohne Netz.',
    lastBackup: 'Letzte Sicherung',
    noBackup: 'Noch keine',
    byPostgres: 'Durch PostgreSQL, wo es läuft',
    toBackups: 'Sicherungen',
  },
}
