/**
 * Where the machine's uptime stood when a request was made, and where it has to stand for the next contact: the system clock
 * may be set meanwhile.
 */
export const uptime = {
  name: '0006-uptime',
  sql: `
    ALTER TABLE activation_request ADD COLUMN uptime_seconds REAL;
    ALTER TABLE activation_request ADD COLUMN boot_id TEXT;
    ALTER TABLE control_contact ADD COLUMN next_uptime_seconds REAL;
    ALTER TABLE control_contact ADD COLUMN boot_id TEXT;
  `,
} as const
