import type { HubDatabase } from './database.ts'

/** An activation as it was stored: the bytes, and the machine that they were stored on. */
export interface StoredActivation {
  position: number
  token: string
  /** The license it was stored for: `id` or `digest`, as the token names it. */
  license: string
  /** The fingerprint read here when it was stored: name -> salted hash. */
  machine: Readonly<Record<string, string>>
  storedAt: number
  storedBy: string
}

interface Row extends Omit<StoredActivation, 'token' | 'machine'> {
  token: Buffer
  machine: string
}

/** How many of the renewed activations are kept, newest first: what was signed lately, for support. */
const renewedKept = 20

const columns = 'position, token, license, machine, stored_at AS storedAt, stored_by AS storedBy'

/** The activations that count, oldest first: the last one of each license. */
export function loadActivations(database: HubDatabase): StoredActivation[] {
  return database.raw
    .prepare<[], Row>(`SELECT ${columns} FROM activation WHERE ended_at IS NULL ORDER BY position`)
    .all()
    .map(toStored)
}

/** Stores an activation in place of the one that its license had. */
export function saveActivation(
  tx: HubDatabase,
  { token, license, machine, storedAt, storedBy }: Omit<StoredActivation, 'position'>,
): void {
  endActivation(tx, license, { at: storedAt, reason: 'renewed' })
  tx.raw
    .prepare('INSERT INTO activation (token, license, machine, stored_at, stored_by) VALUES (?, ?, ?, ?, ?)')
    .run(Buffer.from(token, 'latin1'), license, JSON.stringify(machine), storedAt, storedBy)
  tx.raw
    .prepare(
      `DELETE FROM activation WHERE end_reason = 'renewed' AND position <= (
         SELECT position FROM activation WHERE end_reason = 'renewed' ORDER BY position DESC LIMIT 1 OFFSET ?)`,
    )
    .run(renewedKept)
}

/** Ends the activation of a license, if it has one. */
export function endActivation(
  tx: HubDatabase,
  license: string,
  { at, reason }: { at: number; reason: 'renewed' | 'released' },
): void {
  tx.raw
    .prepare('UPDATE activation SET ended_at = ?, end_reason = ? WHERE license = ? AND ended_at IS NULL')
    .run(at, reason, license)
}

// Whatever bytes a tampered row holds, they become some text, and that text does not verify.
function toStored(row: Row): StoredActivation {
  return { ...row, token: Buffer.from(row.token).toString('latin1'), machine: parseMachine(row.machine) }
}

function parseMachine(text: string): StoredActivation['machine'] {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  } catch {
    return {}
  }
}
