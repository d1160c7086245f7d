/** Sessions are known by the hash of their token: those from before end, and half-finished sign-ins with them. */
export const hashedSessions = {
  name: '0005-hashed-sessions',
  sql: 'DELETE FROM session; DELETE FROM verification; DELETE FROM used_code;',
}
