import type { SameTexts } from '@licet/ui'
import type { backups as english } from '../english/backups.ts'

/** Sicherungen, und was ein Zurückholen tut. */
export const backups: SameTexts<typeof english> = {
  backups: {
    title: 'Sicherungen',
    lead: 'Kopien von allem, was dieser Hub weiß, im laufenden Betrieb gemacht.',
    make: 'Sicherung machen',
    made: 'Die Sicherung ist fertig.',
    chainBroken:
      'Die Sicherung ist gemacht, lässt sich aber nicht zurückholen: Die Protokollkette ist ab Eintrag {{entry}} gebrochen, weil jemand das Protokoll dort geändert hat. Bewahren Sie eine ältere auf, deren Kette hält.',
    upload: 'Sicherung hochladen',
    uploaded: 'Die Sicherung ist hochgeladen und geprüft.',
    created: 'Gemacht',
    reason: 'Anlass',
    size: 'Größe',
    manual: 'Von Hand',
    before_migration: 'Vor einer Aktualisierung',
    before_restore: 'Vor einem Zurückholen',
    scheduled: 'Nach Plan',
    download: 'Herunterladen',
    restore: 'Zurückholen',
    restoreWord: 'zurückholen',
    restoreTitle: 'Diese Sicherung zurückholen?',
    restoreEffect:
      'Konten, Dienstschlüssel und Einstellungen werden, wie sie beim Sichern waren; was seitdem beendet wurde, bleibt beendet. Der jetzige Stand wird vorher gesichert. Jede Sitzung endet.',
    staysEnded: 'Seit der Sicherung beendet oder ersetzt, und bleibt so',
    staysEndedHelp:
      'Nehmen Sie das Häkchen weg, wo etwas zurückkommen soll. Alles andere lässt sich nicht zurückholen.',
    goesLost: 'Seit der Sicherung angelegt oder geändert, und geht verloren',
    nothingEnded: 'Seit der Sicherung wurde nichts beendet.',
    nothingPresent:
      'Die jetzige Datenbank ist beschädigt oder fehlt: Nichts kann übernommen werden. Was seit der Sicherung beendet wurde, ist wieder da.',
    andMore: 'Und {{count}} weitere.',
    carriedOver: {
      account_deleted: 'Gelöschtes Konto',
      account_disabled: 'Deaktiviertes Konto',
      account_role_lowered: 'Herabgesetzte Rolle',
      account_kept: 'Administrator, behalten, damit sich jemand anmelden kann',
      password: 'Neueres Passwort',
      second_factor: 'Neuerer zweiter Faktor',
      service_key: 'Beendeter Dienstschlüssel',
      api_token: 'Beendetes API-Token',
      credential_kept: 'Nachfolgender Schlüssel',
      license: 'Neuere Lizenz',
      license_removed: 'Entfernte oder ersetzte Lizenz',
      license_revoked: 'Widerrufene Lizenz',
      license_suspended: 'Ausgesetzte Lizenz',
      short_key: 'Neuerer Lizenzschlüssel',
      machine: 'Beendete Maschine',
      subscription: 'Abonnement',
      activation: 'Neuere Aktivierung',
      verdict: 'Entscheidung des Anbieters',
      release: 'Freigegebene Aktivierung',
      revocations: 'Widerrufsliste',
      keyset: 'Schlüsselsatz',
      signing_key: 'Signaturschlüssel',
      clock: 'Neueste bekannte Zeit',
    },
    lost: {
      account: 'Konto',
      role: 'Höhere Rolle',
      service_key: 'Dienstschlüssel',
      api_token: 'API-Token',
      license: 'Lizenz',
      setting: 'Geänderte Einstellung',
    },
    log: {
      part: 'Das Protokoll geht weiter.',
      newer: 'Die Sicherung ist neuer als die jetzige Datenbank. Ihr Protokoll geht weiter.',
      branch: 'Das Protokoll der Sicherung und das jetzige gehen auseinander. Das jetzige geht weiter.',
      other: 'Diese Sicherung stammt von einer anderen Installation. Ihr Protokoll bleibt in der Sicherung.',
      unknown: 'Das jetzige Protokoll ist nicht unversehrt. Das der Sicherung geht weiter.',
    },
    restoredTitle: 'Die Sicherung ist zurückgespielt',
    seatsWillExceed:
      '{{used}} Konten werden aktiv sein; Plätze der Lizenz: {{limit}}. Niemand wird ausgesperrt, aber es lässt sich kein Konto anlegen oder aktivieren, bis wieder Platz ist.',
    seatsExceeded:
      '{{used}} Konten sind aktiv; Plätze der Lizenz: {{limit}}. Niemand wird ausgesperrt, aber es lässt sich kein Konto anlegen oder aktivieren, bis wieder Platz ist.',
    notCarriedOver:
      'Die Datenbank davor war verändert oder beschädigt. Aus ihr wurde nichts übernommen: Widerrufe, beendete Schlüssel und deaktivierte Konten seit der Sicherung müssen wiederholt werden.',
    signIn: 'Anmelden',
    delete: 'Löschen',
    deleted: 'Die Sicherung ist gelöscht.',
    actionsOf: 'Aktionen für {{name}}',
    emptyTitle: 'Noch keine Sicherungen',
    emptyHelp:
      'Machen Sie eine, bevor Sie viel ändern, und bewahren Sie eine Kopie auf einer anderen Maschine auf.',
    secret:
      'Eine Sicherung enthält Passwort-Hashes und die Lizenz: bewahren Sie sie so sicher auf wie den Server selbst.',
  },
}
