import { randomBytes } from 'node:crypto'
import type { ApiToken, createApiToken as createBody, Permission } from '@licet/api/control'
import { HttpError, hashSecret } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import {
  deleteApiTokenRow,
  endTokensOf,
  insertApiToken,
  loadApiToken,
  loadApiTokens,
  type StoredApiToken,
} from '../store/api-tokens.ts'
import { appendAudit } from '../store/audit.ts'
import { assertMayGive } from './assert-may-give.ts'
import { tokenPermissions } from './token-permissions.ts'

type Deps = Pick<ControlDeps, 'clock' | 'database'>

/** Every token, newest first, without its text. */
export async function listApiTokens({ clock, database }: Deps): Promise<ApiToken[]> {
  const now = clock.now()
  const tokens = await loadApiTokens(database.db)
  return Promise.all(
    tokens.map(async token => toView(token, await tokenPermissions(database.db, token, now))),
  )
}

/**
 * Creates a token for a program. Its text is returned and kept nowhere.
 *
 * @throws {HttpError} FORBIDDEN: a right that the maker lacks; REQUEST_INVALID: expiry is past
 */
export async function createApiToken(
  { clock, database }: Deps,
  actor: Actor,
  { name, scopes, expiresAt }: z.infer<typeof createBody>,
): Promise<ApiToken & { token: string }> {
  assertMayGive(actor, scopes)
  const at = clock.now()
  if (expiresAt !== undefined && expiresAt <= at)
    throw new HttpError('REQUEST_INVALID', { fields: { expiresAt: 'This moment has passed.' } })
  const id = randomBytes(6).toString('hex')
  const token = `lct_${id}_${randomBytes(32).toString('base64url')}`
  const stored: StoredApiToken = {
    id: `tok_${id}`,
    name,
    scopes: [...new Set(scopes)],
    prefix: `lct_${id}`,
    hash: hashSecret(token),
    createdAt: at,
    createdBy: actor.name,
    expiresAt: expiresAt ?? null,
    lastUsedAt: null,
    lastUsedFrom: null,
    makerId: actor.id,
    endedAt: null,
  }
  await database.transact(async tx => {
    await insertApiToken(tx, stored)
    const detail = { name, scopes: stored.scopes, expiresAt: stored.expiresAt }
    await appendAudit(tx, {
      actor,
      action: 'team.manage',
      target: stored.id,
      detail: { verb: 'token_create', ...detail },
      at,
    })
  })
  return { ...toView(stored, new Set(stored.scopes)), token }
}

/**
 * Ends a token at once, and those that were made with it.
 *
 * @throws {HttpError} TOKEN_NOT_FOUND; FORBIDDEN: it may do more than who asks
 */
export async function deleteApiToken({ clock, database }: Deps, actor: Actor, id: string): Promise<void> {
  await database.transact(async tx => {
    const token = await loadApiToken(tx, id)
    if (!token) throw new HttpError('TOKEN_NOT_FOUND')
    const { name, scopes } = token
    assertMayGive(actor, scopes)
    await deleteApiTokenRow(tx, id)
    await endTokensOf(tx, id, clock.now())
    const note = { actor, action: 'team.manage', target: id, detail: { verb: 'token_delete', name, scopes } }
    await appendAudit(tx, { ...note, at: clock.now() })
  })
}

function toView(
  { hash: _hash, makerId: _makerId, endedAt: _endedAt, ...token }: StoredApiToken,
  permissions: ReadonlySet<Permission> | null,
): ApiToken {
  return { ...token, ended: permissions === null, permissions: [...(permissions ?? [])] }
}
