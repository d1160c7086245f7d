import type { createServiceKey as createBody } from '@licet/api'
import { HttpError, createServiceKey as newKey } from '@licet/server'
import type { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import type { HubDatabase } from '../store/database.ts'
import {
  insertServiceKey,
  limitServiceKey,
  loadServiceKey,
  loadServiceKeys,
  deleteServiceKey as removeKey,
  type StoredServiceKey,
} from '../store/service-keys.ts'

type Deps = Pick<HubDeps, 'database' | 'clock'>
type Wanted = Pick<z.infer<typeof createBody>, 'name' | 'scopes' | 'product' | 'expiresAt'>

/** A key as stored, and its text, this once. */
export interface CreatedServiceKey {
  stored: StoredServiceKey
  key: string
}

/** Creates a key for a sibling. Its text is returned and kept nowhere. @throws {HttpError} REQUEST_INVALID: expiry is past */
export function createServiceKey({ database, clock }: Deps, actor: Actor, wanted: Wanted): CreatedServiceKey {
  const now = clock.now()
  if (wanted.expiresAt !== undefined && wanted.expiresAt <= now) {
    throw new HttpError('REQUEST_INVALID', { fields: { expiresAt: 'This moment has passed.' } })
  }
  return database.transact(tx => {
    const created = issue(tx, actor, wanted, now)
    audit(tx, actor, 'service_key.create', created.stored, now)
    return created
  })
}

/**
 * Creates a successor with the same name, product and scopes; the old key goes on for the overlap and then ends.
 *
 * @throws {HttpError} KEY_NOT_FOUND
 */
export function rotateServiceKey(
  { database, clock }: Deps,
  actor: Actor,
  id: string,
  overlapSeconds: number,
): CreatedServiceKey {
  const now = clock.now()
  return database.transact(tx => {
    const old = loadServiceKey(tx, id)
    if (!old) throw new HttpError('KEY_NOT_FOUND')
    const { name, scopes, product, expiresAt } = old
    const created = issue(
      tx,
      actor,
      { name, scopes, product: product ?? undefined, expiresAt: expiresAt ?? undefined },
      now,
    )
    limitServiceKey(tx, id, Math.min(expiresAt ?? Number.MAX_SAFE_INTEGER, now + overlapSeconds))
    audit(tx, actor, 'service_key.rotate', created.stored, now, { replaces: id, overlapSeconds })
    return created
  })
}

/** Every key, newest first. */
export function listServiceKeys({ database }: Pick<HubDeps, 'database'>): StoredServiceKey[] {
  return loadServiceKeys(database)
}

/** Ends a key at once. @throws {HttpError} KEY_NOT_FOUND */
export function deleteServiceKey({ database, clock }: Deps, actor: Actor, id: string): void {
  database.transact(tx => {
    const key = loadServiceKey(tx, id)
    if (!key) throw new HttpError('KEY_NOT_FOUND')
    removeKey(tx, id)
    audit(tx, actor, 'service_key.delete', key, clock.now())
  })
}

function issue(tx: HubDatabase, actor: Actor, wanted: Wanted, now: number): CreatedServiceKey {
  const { id, key, prefix, hash } = newKey()
  const stored: StoredServiceKey = {
    id,
    name: wanted.name,
    product: wanted.product ?? null,
    scopes: [...new Set(wanted.scopes)],
    prefix,
    hash,
    createdAt: now,
    createdBy: actor.name,
    expiresAt: wanted.expiresAt ?? null,
    lastUsedAt: null,
    lastUsedFrom: null,
  }
  insertServiceKey(tx, stored)
  return { stored, key }
}

function audit(
  tx: HubDatabase,
  actor: Actor,
  action: string,
  { id, name, product, scopes }: StoredServiceKey,
  now: number,
  more: Record<string, unknown> = {},
): void {
  appendAudit(tx, { actor, action, target: id, detail: { name, product, scopes, ...more } }, now)
}
