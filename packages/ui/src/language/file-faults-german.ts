import type { FileFaultCode } from '@licet/api'

/** Was an einer Datenbankdatei nicht stimmt, auf Deutsch. */
export const fileFaultsGerman: Readonly<Record<FileFaultCode, string>> = {
  unreadable: 'Die Datei lässt sich nicht als Datenbank lesen.',
  damaged: 'Die Datenbank ist beschädigt.',
  journal_beside: 'Neben der Datei liegt ein Journal: Sie wurde kopiert, während sie in Gebrauch war.',
  too_many_tables: 'Die Datei hat mehr Tabellen als jede Version dieses Programms.',
  another_program: 'Die Datei ist eine Datenbank, aber keine dieses Programms.',
  of_a_hub: 'Die Sicherung stammt von einem Hub, nicht von einer Kontrollebene.',
  of_a_control_plane: 'Die Sicherung stammt von einer Kontrollebene, nicht von einem Hub.',
  newer_version: 'Eine neuere Version hat die Datei geschrieben ({{name}}).',
  steps_unnamed: 'Die Datei nennt nicht die Schritte, aus denen ihr Schema entstand.',
  another_mark: 'Die Datei trägt das Kennzeichen eines anderen Programms.',
  object_extra: 'Etwas gehört nicht dazu: {{type}} {{name}}.',
  object_changed: 'Etwas ist anders definiert: {{type}} {{name}}.',
  object_missing: 'Etwas fehlt: {{type}} {{name}}.',
  row_refused: 'In der Tabelle {{table}} steht eine Zeile, die dort nicht stehen kann.',
  chain_broken:
    'Die Protokollkette ist ab Eintrag {{entry}} gebrochen: Jemand hat das Protokoll dort geändert, deshalb lässt sich die Sicherung nicht zurückholen. Holen Sie eine ältere zurück, deren Kette hält; was seitdem beendet wurde, bleibt beendet.',
}

/** Woraus ein Schema besteht. */
export const schemaObjectsGerman: Readonly<Record<string, string>> = {
  trigger: 'Trigger',
  table: 'Tabelle',
  view: 'Sicht',
  index: 'Index',
}
