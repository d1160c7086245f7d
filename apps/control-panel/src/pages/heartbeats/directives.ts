/** What the signed answer to a heartbeat can tell a machine. */
export const directives = [
  'suspend',
  'reactivate',
  'lock',
  'revoke',
  'refresh_license',
  'keyset',
  'revocations',
  'message',
] as const
