/** The frame around the pages, and what stands before the sign-in. */
export const shell = {
  nav: {
    overview: 'Overview',
    licenses: 'Licenses',
    deployments: 'Deployments',
    heartbeats: 'Heartbeats',
    offline: 'Offline desk',
    signing: 'Signing keys',
    team: 'Team',
    audit: 'Audit log',
    settings: 'Settings',
    apiDocs: 'API docs',
  },
  shell: {
    forbidden: 'No access',
    forbiddenTitle: 'Your role does not open this page',
    forbiddenHelp:
      'It needs the permission {{permission}}. A super administrator can give you a role that has it.',
    needs: 'Needs the permission {{permission}}, which your role does not have.',
  },
  role: {
    onboarding: 'Onboarding',
    support: 'Support',
    super_admin: 'Super administrator',
    auditor: 'Auditor',
  },
  entrance: {
    setup: 'Set up the control plane',
    setupLead: 'Create the first super administrator. That takes a minute and needs no internet.',
    createAdmin: 'Create super administrator',
    customers: 'This is for staff. You have a key and want to activate a machine by hand?',
    activate: 'Manual activation',
  },
} as const
