import { hash, timingSafeEqual } from 'node:crypto'
import type { Actor, HubDeps } from './deps.ts'
import type { HubDatabase } from './store/database.ts'
import { loadServiceKeys, markServiceKeyUsed } from './store/service-keys.ts'

type Keyed = Pick<HubDeps, 'config' | 'database' | 'clock'>

interface Known {
  actor: Actor
  hash: string
  expiresAt: number | null
  lastUsedAt: number | null
}

/** The bearer secrets that are not sessions: HUB_ADMIN_TOKEN, HUB_STATUS_API_KEY and service keys. */
export interface BearerKeys {
  /** @returns who presents this secret, or null; an expired key is nobody's. */
  find(secret: string, address: string): Actor | null
}

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
    if (key.lastUsedAt !== null && at - key.lastUsedAt < writeEverySeconds) return
    // Before the attempt: one that fails is not repeated with every request.
    key.lastUsedAt = at
    writeWithoutWaiting(database, tx => markServiceKeyUsed(tx, key.actor.id, at, from))
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
    find(secret, address) {
      refresh()
      const digest = hash('sha256', secret)
      const found = known.get(digest)
      if (!found || !timingSafeEqual(Buffer.from(digest), Buffer.from(found.hash))) return null
      if (found.expiresAt !== null && clock.now() >= found.expiresAt) return null
      if (found.actor.id.startsWith('key_')) markUsed(found, address)
      if (found.actor.address !== address) found.actor = { ...found.actor, address }
      return found.actor
    },
  }
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
