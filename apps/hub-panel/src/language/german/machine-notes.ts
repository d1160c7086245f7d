import type { ActivationReport } from '@licet/api'

type Note = ActivationReport['machine']['components'][number]['notes'][number]

/** Was zu einem Bestandteil der Maschine zu sagen ist; auf Englisch steht dort der Satz des Hubs. */
export const machineNotes: Readonly<Record<Note['code'], string>> = {
  machine_id_read: 'Die Kennung, die das Betriebssystem bei seiner Installation angelegt hat.',
  machine_id_missing: 'Es gibt keine Maschinen-ID.',
  machine_id_unset: 'Die Maschinen-ID wurde noch nicht gesetzt.',
  machine_id_malformed: 'Was dort steht, ist keine Maschinen-ID.',
  machine_id_shared: 'Die Maschinen-ID ist ein Platzhalter, den viele Maschinen teilen.',
  machine_id_of_container: 'Ein Container hat die Maschinen-ID seines Abbilds, oder jedes Mal eine neue.',
  os_type: 'Seine Art, ohne die Version.',
  processor_and_board: 'Art und Modell von Prozessor und Platine. Microcode und Takt zählen nicht.',
  processor_without_board:
    'Art und Modell des Prozessors; die Platine nennt nichts. Microcode und Takt zählen nicht.',
  processor_and_mac: 'Modell des Prozessors und des Macs.',
  processor_features: 'Art und Merkmale des Prozessors.',
  processor_silent: 'Der Prozessor sagt nichts über sich.',
  processor_unasked: 'Wie man auf diesem Betriebssystem danach fragt, ist nicht bekannt.',
  card_read: 'Die Adresse von {{name}}, der ersten physischen Netzwerkkarte in Betrieb.',
  card_missing: 'Keine physische Netzwerkkarte mit eigener Adresse ist in Betrieb.',
  card_of_container: 'Ein Container hat eine Netzwerkkarte nur, solange er läuft.',
  installation_instead: 'Die Kennung dieser Installation, anstelle einer Netzwerkkarte.',
  version_read: 'Haupt- und Nebenversion; Korrekturen zählen nicht.',
  version_malformed: 'Die Version hat keine Haupt- und Nebennummer.',
  left_out:
    'Bleibt außer Acht: hier ist nichts bekannt, was diese Maschine von anderen ihrer Art unterscheidet.',
  ignored_virtual: '{{name}} (virtuell)',
  ignored_without_address: '{{name}} (ohne Adresse)',
  ignored_group_address: '{{name}} (mit der Adresse einer Gruppe)',
  ignored_chosen_address: '{{name}} (mit einer Adresse, die Software gewählt hat)',
  ignored_disconnected: '{{name}} (nicht verbunden)',
}

/** Was vor den Netzwerkkarten steht, die übergangen wurden. */
export const ignoredCards = 'Übergangen: {{cards}}.'

/** Woher ein Bestandteil kommt, wo das kein Name einer Datei oder eines Programms ist. */
export const machineSources: Readonly<Record<string, string>> = {
  'operating system': 'Betriebssystem',
  'instance key': 'Schlüssel der Installation',
  'product version': 'Produktversion',
  'network adapters': 'Netzwerkkarten',
}

/** Warum der Aktivierungsserver nicht zu hören war, und was zu tun ist. */
export const unreachable: Readonly<Record<string, string>> = {
  name_unknown:
    'Den Namen des Aktivierungsservers kennt dieses Netz nicht. Prüfen Sie die Adresse und den DNS.',
  connection_refused:
    'Unter der Adresse des Aktivierungsservers antwortet nichts. Prüfen Sie Adresse und Firewall.',
  connection_lost: 'Die Verbindung zum Aktivierungsserver riss ab. Versuchen Sie es erneut.',
  tls_failed:
    'Dem Zertifikat des Aktivierungsservers wird hier nicht vertraut. Prüfen Sie die Uhr und einen etwaigen Proxy.',
  timeout: 'Der Aktivierungsserver hat nicht rechtzeitig geantwortet. Versuchen Sie es später erneut.',
  redirected: 'Der Aktivierungsserver verwies anderswohin; dem wird nicht gefolgt. Prüfen Sie die Adresse.',
  key_in_clear:
    'Der Lizenzschlüssel würde unverschlüsselt reisen und wird deshalb nicht gesendet. Verwenden Sie eine https-Adresse für den Aktivierungsserver, oder nennen Sie seinen Namen in HUB_INSECURE_CONTROL_HOSTS.',
  server_error: 'Der Aktivierungsserver hat selbst einen Fehler. Versuchen Sie es später erneut.',
  answer_too_large: 'Was antwortet, ist nicht der Aktivierungsserver: seine Antwort ist zu lang.',
  not_json:
    'Was antwortet, ist nicht der Aktivierungsserver; vielleicht steht die Anmeldeseite eines Netzes dazwischen.',
  not_an_answer: 'Was antwortet, ist nicht der Aktivierungsserver, oder einer in anderer Version.',
}

/** Wer etwas tat, wenn es kein Mensch war. */
export const systemActors: Readonly<Record<string, string>> = {
  'activation server': 'Aktivierungsserver',
  configuration: 'Konfiguration',
}
