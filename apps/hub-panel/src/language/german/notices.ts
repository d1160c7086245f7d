import type { Banner } from '@licet/api'
import type { StateKind } from '../../hub/shapes.ts'

/** Wo gezählt wird. */
type Counted = `clock_${'behind' | 'jumped'}_${'one' | 'other'}`

/** Hinweise nach ihrer Art; auf Englisch steht dort der genaue Satz des Hubs. */
export const banners: Readonly<Record<Banner['kind'] | Counted, string>> = {
  unlicensed: 'Keine Lizenz – aktivieren Sie eine, um diesen Hinweis zu entfernen',
  removal_locks: 'Die Lizenz wurde entfernt. Sie sperrt diese Installation, bis wieder eine aktiviert wird.',
  expired: 'Lizenz abgelaufen am {{date}}. Alle Funktionen laufen weiter.',
  expiring: 'Die Lizenz läuft am {{date}} ab, in {{days}} Tagen',
  renewal_queued: 'Die Verlängerung ist geladen und beginnt am {{date}}',
  seats_90: '{{used}} von {{limit}} Plätzen sind belegt',
  seats_full: 'Alle {{limit}} Plätze sind belegt: neue Konten sind gesperrt',
  seats_over:
    '{{used}} von {{limit}} Plätzen sind belegt: vorhandene Benutzer sind nicht betroffen, neue Konten sind gesperrt',
  revoked: 'Der Anbieter hat die Lizenz widerrufen.',
  suspended: 'Der Anbieter hat die Lizenz ausgesetzt.',
  locked: 'Die Lizenz sperrt diese Installation.',
  machine_mismatch: 'Die Lizenz gehört zu einer anderen Maschine, oder diese Maschine hat sich geändert.',
  activation_pending:
    'Die Lizenz ist auf dieser Maschine noch nicht aktiviert: noch {{days}} Tage, bis {{date}}',
  heartbeat_missed:
    'Der Aktivierungsserver antwortet seit zwei Herzschlägen nicht: noch {{days}} Tage, bis {{date}}',
  clone_suspected:
    'Eine andere Installation meldet sich mit der Kennung dieser: vielleicht läuft eine Kopie ihrer Daten. Nichts wurde geändert.',
  vendor_message: 'Ihr Anbieter teilt mit: {{message}}',
  unreadable: 'Die gespeicherte Lizenz ist nicht mehr lesbar.',
  clock_behind: 'Die Uhr dieser Maschine geht mehr als einen Tag nach. Stellen Sie sie.',
  clock_behind_one:
    'Die Uhr dieser Maschine geht gegenüber der des Anbieters {{count}} Tag nach. Stellen Sie sie.',
  clock_behind_other:
    'Die Uhr dieser Maschine geht gegenüber der des Anbieters {{count}} Tage nach. Stellen Sie sie.',
  clock_jumped: 'Die Uhr dieser Maschine ist um mehr als 30 Tage vorgesprungen. Prüfen Sie sie.',
  clock_jumped_one:
    'Die Uhr dieser Maschine geht gegenüber der des Anbieters {{count}} Tag vor. Stellen Sie sie.',
  clock_jumped_other:
    'Die Uhr dieser Maschine geht gegenüber der des Anbieters {{count}} Tage vor. Stellen Sie sie.',
  license_file_refused: 'Die Lizenz aus der Konfiguration wurde abgelehnt. {{said}}',
  license_key_offline:
    'Die Konfiguration gibt einen Lizenzschlüssel vor, aber keinen Aktivierungsserver, der ihn eintauscht (HUB_CONTROL_URL). Aktivieren Sie von Hand.',
  license_key_waiting: 'Der Lizenzschlüssel aus der Konfiguration ist noch nicht aktiviert. {{said}}',
}

/** Was der Knopf am Hinweis tut. */
export const bannerActions: Readonly<Record<Banner['kind'], string>> = {
  unlicensed: 'Aktivieren',
  removal_locks: 'Aktivieren',
  expired: 'Lizenz',
  expiring: 'Lizenz',
  renewal_queued: 'Lizenz',
  seats_90: 'Plätze',
  seats_full: 'Plätze',
  seats_over: 'Plätze',
  revoked: 'Lizenz',
  suspended: 'Lizenz',
  locked: 'Maschine',
  machine_mismatch: 'Maschine',
  activation_pending: 'Maschine',
  heartbeat_missed: 'Maschine',
  clone_suspected: 'Maschine',
  vendor_message: 'Maschine',
  unreadable: 'Lizenz',
  clock_behind: 'Diagnose',
  clock_jumped: 'Diagnose',
  license_file_refused: 'Lizenz',
  license_key_offline: 'Maschine',
  license_key_waiting: 'Maschine',
}

/** Was ein Grund bedeutet, wo ein Zustand mehrere haben kann. */
export const reasonMeaning: Readonly<Record<string, string>> = {
  LICENSE_REMOVED:
    'Die Lizenz wurde entfernt. Sie sperrt diese Installation, bis wieder eine aktiviert wird.',
  LICENSE_LOCKED: 'Der Anbieter hat die Lizenz gesperrt.',
  ACTIVATION_PENDING: 'Die Lizenz ist auf dieser Maschine noch nicht aktiviert.',
  ACTIVATION_OVERDUE: 'Die Lizenz wurde auf dieser Maschine nicht rechtzeitig aktiviert.',
  HEARTBEAT_MISSED: 'Der Aktivierungsserver hat auf zwei Herzschläge nicht geantwortet.',
  LEASE_ENDED: 'Die Aktivierung dieser Maschine ist abgelaufen.',
  TRUST_MISSING: 'Diese Installation kennt keine vertrauten Schlüssel; keine Lizenz lässt sich prüfen.',
}

/** Was ein Zustand bedeutet. */
export const stateMeaning: Readonly<Record<StateKind, string>> = {
  none: 'Es ist keine Lizenz aktiviert.',
  scheduled: 'Die Lizenz gilt noch nicht.',
  active: 'Die Lizenz ist in Kraft.',
  expiring: 'Die Lizenz läuft bald ab.',
  grace: 'Die Aktivierung dieser Maschine steht aus; bis dahin läuft alles weiter.',
  expired: 'Die Lizenz ist abgelaufen.',
  suspended: 'Der Anbieter hat die Lizenz ausgesetzt.',
  revoked: 'Der Anbieter hat die Lizenz widerrufen.',
  machine_mismatch:
    'Die Lizenz ist auf einer anderen Maschine aktiviert, oder diese Maschine hat sich geändert.',
  locked: 'Die Lizenz ist gesperrt.',
  unreadable: 'Die gespeicherte Lizenz ist nicht mehr lesbar.',
}

/** Was zu tun ist. */
export const stateRemedy: Readonly<Record<StateKind, string>> = {
  none: 'Aktivieren Sie eine Lizenz.',
  scheduled: 'Sie beginnt von selbst.',
  active: '',
  expiring: 'Bitten Sie Ihren Anbieter um eine Verlängerung; sie lässt sich vorab laden.',
  grace: 'Aktivieren Sie sie rechtzeitig auf dieser Maschine, oder erneuern Sie die Aktivierung per Datei.',
  expired: 'Bitten Sie Ihren Anbieter um eine Verlängerung und aktivieren Sie sie.',
  suspended: 'Bitten Sie Ihren Anbieter, sie wieder in Kraft zu setzen.',
  revoked: 'Fragen Sie Ihren Anbieter nach dem Grund und nach einer neuen Lizenz.',
  machine_mismatch: 'Aktivieren Sie sie hier erneut, oder bitten Sie Ihren Anbieter, sie umzuziehen.',
  locked: 'Bitten Sie Ihren Anbieter, sie zu entsperren, oder erneuern Sie die Aktivierung.',
  unreadable: 'Aktivieren Sie die Lizenz erneut, oder bitten Sie Ihren Anbieter um eine neue.',
}

/** Warnungen der Prüfliste, die keine Ablehnung sind. */
export const checkWarning = {
  seats: 'Es sind mehr Konten aktiv, als diese Lizenz Plätze hat.',
  time: 'Die Daten der Lizenz verlangen einen Blick.',
  sequence: 'Dies ist eine ältere Revision als die in Kraft.',
  machine: 'Die Lizenz wartet noch auf die Aktivierung dieser Maschine.',
}
