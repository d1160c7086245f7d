import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'

/** One entry of the audit log, without its hash. `at` is in epoch seconds. */
export interface AuditRecord {
  id: string
  /** 1, 2, 3, … without gaps. */
  sequence: number
  at: number
  actor: string
  actorName: string
  action: string
  target: string
  detail: Record<string, unknown>
  address: string
}

/** An entry as stored: with the hash of the one before it and its own. */
export interface ChainedRecord extends AuditRecord {
  previous: string
  hash: string
}

export interface ChainVerdict {
  ok: boolean
  /** Entries that hold. */
  entries: number
  /** Hash of the last entry that holds. */
  head: string
  /** Sequence of the first entry that does not hold; null when all do. */
  brokenAt: number | null
}

/** What a checkpoint says, signed by the installation: a chain that ends before it was cut. */
export interface AuditCheckpoint {
  sequence: number
  head: string
  at: number
  installationId: string
}

const entriesPerTurn = 1000

/** The hash before the first entry. That entry names the installation, so a chain carried to another one shows it. */
export const chainGenesis = sha256('licet audit chain')

/** Hash of an entry: SHA-256 over the previous hash and the entry in canonical JSON, hex. */
export function chainHash(previous: string, record: AuditRecord): string {
  const { id, sequence, at, actor, actorName, action, target, detail, address } = record
  return sha256(
    `${previous}\n${canonicalJson({ id, sequence, at, actor, actorName, action, target, detail, address })}`,
  )
}

/**
 * Walks a chain from its beginning and tells where it was edited, shortened in the middle, extended or reordered.
 *
 * A tail cut off leaves a chain that holds: compare with a checkpoint, see {@link checkpointHolds}.
 */
export function verifyChain(records: Iterable<ChainedRecord>): ChainVerdict {
  const walk = walkChain(records)
  for (;;) {
    const step = walk.next()
    if (step.done) return step.value
  }
}

/** The same for a chain of unknown length: whatever else this process does gets its turn in between. */
export async function verifyLongChain(records: Iterable<ChainedRecord>): Promise<ChainVerdict> {
  const walk = walkChain(records)
  for (;;) {
    const step = walk.next()
    if (step.done) return step.value
    if (step.value % entriesPerTurn === 0) await turn()
  }
}

/** Yields the number of entries that hold so far. */
function* walkChain(records: Iterable<ChainedRecord>): Generator<number, ChainVerdict> {
  let head = chainGenesis
  let entries = 0
  for (const record of records) {
    const holds =
      record.sequence === entries + 1 && record.previous === head && record.hash === chainHash(head, record)
    if (!holds) return { ok: false, entries, head, brokenAt: entries + 1 }
    head = record.hash
    entries++
    yield entries
  }
  return { ok: true, entries, head, brokenAt: null }
}

/** True when the chain still contains what a checkpoint saw: neither cut before it nor rewritten. */
export function checkpointHolds(records: Iterable<ChainedRecord>, checkpoint: AuditCheckpoint): boolean {
  if (checkpoint.sequence === 0) return true
  for (const record of records) {
    if (record.sequence === checkpoint.sequence) return record.hash === checkpoint.head
  }
  return false
}

// RFC 8785 for what entries hold: strings, booleans, null, arrays, objects and safe integers.
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
