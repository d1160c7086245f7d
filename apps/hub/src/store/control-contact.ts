import type { HubDatabase } from './database.ts'

/** Where this installation stands with the activation server; one row for all processes on the database. */
export interface ControlContact {
  /** What the contact is about; when that changes, the next one is due at once. */
  subject: string
  /** When the next contact is due, by the system clock, epoch seconds: for people, and after a start of the machine. */
  nextAt: number
  /** Where the machine's uptime stands then, which nobody sets; null: unknown. */
  nextUptimeSeconds: number | null
  bootId: string | null
  /** Attempts in a row without a signed answer. */
  failures: number
  /** The process that is talking to the server, and until when it may. */
  owner: string
  ownedUntil: number
  lastAt: number | null
  lastOutcome: 'answered' | 'refused' | 'unreachable' | null
  lastCode: string
  lastMessage: string
  /** When a signed answer was last taken. */
  answeredAt: number | null
  cloneSuspectedAt: number | null
  /** What the vendor wants the administrator to know. */
  message: string
}

const never: ControlContact = {
  subject: '',
  nextAt: 0,
  nextUptimeSeconds: null,
  bootId: null,
  failures: 0,
  owner: '',
  ownedUntil: 0,
  lastAt: null,
  lastOutcome: null,
  lastCode: '',
  lastMessage: '',
  answeredAt: null,
  cloneSuspectedAt: null,
  message: '',
}

/** The contact as it stands. */
export function loadControlContact(database: HubDatabase): ControlContact {
  return (
    database.raw
      .prepare<[], ControlContact>(
        `SELECT subject, next_at AS nextAt, next_uptime_seconds AS nextUptimeSeconds, boot_id AS bootId, failures, owner, owned_until AS ownedUntil, last_at AS lastAt,
           last_outcome AS lastOutcome, last_code AS lastCode, last_message AS lastMessage,
           answered_at AS answeredAt, clone_suspected_at AS cloneSuspectedAt, message
         FROM control_contact`,
      )
      .get() ?? never
  )
}

/** Changes what is given of the contact, and leaves the rest. */
export function saveControlContact(tx: HubDatabase, change: Partial<ControlContact>): void {
  const next = { ...loadControlContact(tx), ...change }
  tx.raw
    .prepare<ControlContact>(
      `REPLACE INTO control_contact (one, subject, next_at, next_uptime_seconds, boot_id, failures, owner, owned_until, last_at, last_outcome,
         last_code, last_message, answered_at, clone_suspected_at, message)
       VALUES (1, @subject, @nextAt, @nextUptimeSeconds, @bootId, @failures, @owner, @ownedUntil, @lastAt, @lastOutcome, @lastCode,
         @lastMessage, @answeredAt, @cloneSuspectedAt, @message)`,
    )
    .run(next)
}

/** When a contact is due after a wait, by both clocks. */
export function dueIn(
  seconds: number,
  { system, uptimeSeconds, bootId }: { system: number; uptimeSeconds: number; bootId: string },
): Pick<ControlContact, 'nextAt' | 'nextUptimeSeconds' | 'bootId'> {
  return { nextAt: system + Math.ceil(seconds), nextUptimeSeconds: uptimeSeconds + seconds, bootId }
}
