import type { SameTexts } from '@licet/ui'
import type { shell as english } from '../english/shell.ts'

/** Der Rahmen um die Seiten, und was vor der Anmeldung steht. */
export const shell: SameTexts<typeof english> = {
  nav: {
    dashboard: 'Übersicht',
    license: 'Lizenz',
    users: 'Benutzer',
    seats: 'Plätze',
    serviceKeys: 'Dienstschlüssel',
    audit: 'Protokoll',
    diagnostics: 'Diagnose',
    settings: 'Einstellungen',
    backups: 'Sicherungen',
    profile: 'Profil',
    apiDocs: 'API-Doku',
    about: 'Über',
  },
  shell: {
    notices: 'Hinweise',
    fold: 'Diesen Hinweis einklappen',
    unfold: 'Diesen Hinweis ausklappen',
    dismissFor_one: 'Für {{count}} Tag ausblenden',
    dismissFor_other: 'Für {{count}} Tage ausblenden',
    forbidden: 'Kein Zugang',
    forbiddenTitle: 'Diese Seite ist für Administratoren',
    forbiddenHelp:
      'Ihr Konto darf sich anmelden und das eigene Profil pflegen. Für mehr fragen Sie einen Administrator.',
  },
  entrance: {
    setup: 'Diesen Hub einrichten',
    setupLead: 'Legen Sie den ersten Administrator an. Das dauert eine Minute und braucht kein Internet.',
    createAdmin: 'Administrator anlegen',
    done: 'Willkommen, {{name}}',
    doneLead: 'Dieser Hub gehört jetzt Ihnen. Alles läuft schon; diese Schritte machen es vollständig.',
    toDashboard: 'Zur Übersicht',
    later: 'Später',
    step: {
      admin: 'Erster Administrator',
      adminHelp: 'Erledigt. Sie sind angemeldet, und Ihr Konto belegt den ersten Platz.',
      license: 'Eine Lizenz aktivieren',
      licensed: 'Lizenz aktiviert',
      licenseHelp:
        'Einfügen, Datei ablegen oder QR-Code zeigen. Sie sehen, was sie ändert, bevor sie es tut.',
      secondFactor: 'Das Konto mit einem zweiten Faktor schützen',
      secondFactorHelp: 'Eine Authenticator-App, und Wiederherstellungscodes für die Schublade.',
      users: 'Konten anlegen',
      usersHelp: 'Einzeln, oder alle auf einmal aus einer CSV-Datei.',
      serviceKeys: 'Den Produkten einen Schlüssel geben',
      serviceKeysHelp: 'Damit lesen sie den Lizenzstatus von diesem Hub.',
      backup: 'Eine erste Sicherung machen',
      backupHelp: 'Im laufenden Betrieb, mit einem Klick.',
    },
  },
  rescue: {
    title: 'Eine Sicherung zurückholen',
    lead: 'Die Datenbank dieses Hubs ist nicht benutzbar, deshalb kann sich niemand anmelden. Hier kann der Betreiber sie zurückholen.',
    token: 'Administrator-Token',
    tokenHelp: 'Der Wert von HUB_ADMIN_TOKEN auf diesem Server. Er wird nicht gespeichert.',
    nothingKept:
      'Aus einer beschädigten Datenbank lässt sich nichts übernehmen: Was seit der Sicherung beendet wurde, ist wieder da. Prüfen Sie danach Konten und Dienstschlüssel.',
    show: 'Sicherungen zeigen',
    none: 'Auf diesem Server liegt keine Sicherung. Laden Sie eine hoch, die Sie anderswo aufbewahrt haben.',
    restore: 'Zurückholen',
    upload: 'Sicherung hochladen',
  },
}
