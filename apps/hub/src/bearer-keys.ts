import { hash, timingSafeEqual } from 'node:crypto'
import type { Actor, HubDeps } from './deps.ts'
import { loadServiceKeys, markServiceKeyUsed } from './store/service-keys.ts'

type Keyed = Pick<HubDeps, 'config' | 'database' | 'clock'>

interface Known {
  actor: Actor
  hash: string
  expiresAt: number | null
}

/** The bearer secrets that are not sessions: HUB_ADMIN_TOKEN, HUB_STATUS_API_KEY and service keys. */
export interface BearerKeys {
  /** @returns who presents this secret, or null; an expired key is nobody's. */
  find(secret: string, address: string): Actor | null
  /** Writes down when keys were last used. */
  flush(): void
}

const writeEverySeconds = 60

/**
 * Opens the bearer secrets.
 *
 * They are held by their SHA-256 and read again whenever any process commits, so a revoked key ends with the commit. When a
 * key was last used is written once a minute for all keys together.
 */
export function openBearerKeys({ config, database, clock }: Keyed): BearerKeys {
  const fixed = fixedKeys(config)
  const used = new Map<string, { at: number; from: string }>()
  let version = Number.NaN
  let known = new Map<string, Known>()
  let writtenAt = 0

  const flush = (): void => {
    if (used.size === 0) return
    const entries = [...used]
    used.clear()
    database.transact(tx => {
      for (const [id, { at, from }] of entries) markServiceKeyUsed(tx, id, at, from)
    })
  }
  const markUsed = (id: string, from: string): void => {
    const at = clock.now()
    used.set(id, { at, from })
    if (at - writtenAt < writeEverySeconds) return
    writtenAt = at
    try {
      flush()
    } catch {
      // A full or busy disk must not keep a sibling from its status; the next minute tries again.
    }
  }
  const refresh = (): void => {
    const current = database.dataVersion()
    if (current === version) return
    known = new Map(fixed)
    for (const key of loadServiceKeys(database)) {
      const { id, name, scopes, product, expiresAt } = key
      const actor: Actor = { id, name, kind: 'service_key', role: 'service', address: '', scopes, product }
      known.set(key.hash, { actor, hash: key.hash, expiresAt })
    }
    version = current
  }
  return {
    flush,
    find(secret, address) {
      refresh()
      const digest = hash('sha256', secret)
      const found = known.get(digest)
      if (!found || !timingSafeEqual(Buffer.from(digest), Buffer.from(found.hash))) return null
      if (found.expiresAt !== null && clock.now() >= found.expiresAt) return null
      if (found.actor.id.startsWith('key_')) markUsed(found.actor.id, address)
      return { ...found.actor, address }
    },
  }
}

function fixedKeys({ adminToken, statusApiKey }: HubDeps['config']): Map<string, Known> {
  const keys = new Map<string, Known>()
  const add = (secret: string | null, actor: Actor): void => {
    if (secret) keys.set(hash('sha256', secret), { actor, hash: hash('sha256', secret), expiresAt: null })
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
