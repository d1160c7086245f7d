import type { SameTexts } from '@licet/ui'
import type { shell as english } from '../english/shell.ts'

/** Der Rahmen um die Seiten, und was vor der Anmeldung steht. */
export const shell: SameTexts<typeof english> = {
  nav: {
    overview: 'Überblick',
    licenses: 'Lizenzen',
    deployments: 'Geräte',
    heartbeats: 'Lebenszeichen',
    offline: 'Ohne Netz',
    signing: 'Schlüssel',
    team: 'Team',
    audit: 'Protokoll',
    settings: 'Einstellungen',
    apiDocs: 'API-Doku',
  },
  shell: {
    forbidden: 'Kein Zugang',
    forbiddenTitle: 'Ihre Rolle öffnet diese Seite nicht',
    forbiddenHelp:
      'Sie braucht das Recht {{permission}}. Ein Super-Administrator kann Ihnen eine Rolle geben, die es hat.',
    needs: 'Braucht das Recht {{permission}}, das Ihre Rolle nicht hat.',
  },
  role: {
    onboarding: 'Onboarding',
    support: 'Support',
    super_admin: 'Super-Administrator',
    auditor: 'Prüfer',
  },
  entrance: {
    setup: 'Die Kontrollebene einrichten',
    setupLead:
      'Legen Sie den ersten Super-Administrator an. Das dauert eine Minute und braucht kein Internet.',
    createAdmin: 'Super-Administrator anlegen',
    customers:
      'Hier meldet sich das Personal an. Sie haben einen Schlüssel und wollen eine Maschine von Hand aktivieren?',
    activate: 'Manuelle Aktivierung',
  },
}
