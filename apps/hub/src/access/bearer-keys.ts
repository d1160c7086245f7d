import { hash, timingSafeEqual } from 'node:crypto'
import type { Actor, HubDeps } from '../deps.ts'
import type { HubDatabase } from '../store/database.ts'
import { loadServiceKeys, markServiceKeyUsed } from '../store/service-keys.ts'

type Keyed = Pick<HubDeps, 'config' | 'database' | 'clock'>

interface Known {
  actor: Actor
  hash: string
  expiresAt: number | null
  lastUsedAt: number | null
}

/** The bearer secrets that are not sessions: HUB_ADMIN_TOKEN, HUB_STATUS_API_KEY and service keys. */
export interface BearerKeys {
  /**
   * @param authorization - The header as it came.
   * @param connection - What it came over; what was right there is recognised without another digest.
   * @returns who presents this secret, or null; an expired key is nobody's.
   */
  find(authorization: string, address: string, connection?: object): Actor | null
}

const bearer = /^bearer +([\x21-\x7e]{1,512})$/i

const writeEverySeconds = 60

/**
 * Opens the bearer secrets.
 *
 * They are held by their SHA-256 and read again whenever any process commits, so a revoked key ends with the commit. When
 * and from where a key was last used is written at most once a minute a key.
 */
export function openBearerKeys({ config, database, clock }: Keyed): BearerKeys {
  const fixed = fixedKeys(config)
  let version = Number.NaN
  let known = new Map<string, Known>()
  const markUsed = (key: Known, from: string): void => {
    const at = clock.now()
    if (key.lastUsedAt !== null && Math.abs(at - key.lastUsedAt) < writeEverySeconds) return
    // Before the attempt: one that fails is not repeated with every request.
    key.lastUsedAt = at
    writeWithoutWaiting(database, tx => markServiceKeyUsed(tx, key.actor.id, at, from))
  }
  const recognised = new WeakMap<object, { text: string; key: Known; among: ReadonlyMap<string, Known> }>()
  const recognise = (text: string, connection: object | undefined): Known | null => {
    const last = connection && recognised.get(connection)
    // A digest would be a quarter of what a status answer costs. Among another set of keys it is looked up again.
    if (last?.among === known && isSameText(last.text, text)) return last.key
    const secret = bearerSecret(text)
    if (secret === undefined) return null
    const digest = hash('sha256', secret)
    const key = known.get(digest)
    if (key === undefined || !timingSafeEqual(Buffer.from(digest), Buffer.from(key.hash))) return null
    if (connection) recognised.set(connection, { text, key, among: known })
    return key
  }
  const refresh = (): void => {
    const current = database.dataVersion()
    if (current === version) return
    known = new Map(fixed)
    for (const key of loadServiceKeys(database)) {
      const { id, name, scopes, product, expiresAt, lastUsedAt } = key
      const actor: Actor = { id, name, kind: 'service_key', role: 'service', address: '', scopes, product }
      known.set(key.hash, { actor, hash: key.hash, expiresAt, lastUsedAt })
    }
    version = current
  }
  return {
    find(authorization, address, connection) {
      refresh()
      const found = recognise(authorization, connection)
      if (found === null) return null
      if (found.expiresAt !== null && clock.now() >= found.expiresAt) return null
      if (found.actor.id.startsWith('key_')) markUsed(found, address)
      if (found.actor.address !== address) found.actor = { ...found.actor, address }
      return found.actor
    },
  }
}

/** The secret in an `Authorization` header; undefined where it is no bearer token, or two. */
export function bearerSecret(authorization: string): string | undefined {
  return bearer.exec(authorization)?.[1]
}

// In a time that depends on the lengths alone, like `timingSafeEqual`, without making bytes of the texts first.
function isSameText(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}

// A busy or full disk must not keep a sibling waiting for its status: the next minute tries again.
function writeWithoutWaiting(database: HubDatabase, work: (tx: HubDatabase) => void): void {
  const patience = database.raw.pragma('busy_timeout', { simple: true })
  try {
    database.raw.pragma('busy_timeout = 0')
    database.transact(work)
  } catch {
    // Nothing else depends on it.
  } finally {
    database.raw.pragma(`busy_timeout = ${Number(patience)}`)
  }
}

function fixedKeys({ adminToken, statusApiKey }: HubDeps['config']): Map<string, Known> {
  const keys = new Map<string, Known>()
  const add = (secret: string | null, actor: Actor): void => {
    if (secret)
      keys.set(hash('sha256', secret), {
        actor,
        hash: hash('sha256', secret),
        expiresAt: null,
        lastUsedAt: null,
      })
  }
  add(statusApiKey, {
    id: 'status_key',
    name: 'HUB_STATUS_API_KEY',
    kind: 'service_key',
    role: 'service',
    address: '',
    scopes: ['status:read', 'metrics:read'],
    product: null,
  })
  add(adminToken, {
    id: 'admin_token',
    name: 'HUB_ADMIN_TOKEN',
    kind: 'admin_token',
    role: 'admin',
    address: '',
  })
  return keys
}
