import type { Permission } from '@licet/api/control'
import { adminTokenId, permissionsOf } from '../access/actor.ts'
import { loadApiToken, type StoredApiToken } from '../store/api-tokens.ts'
import type { Queryable } from '../store/database.ts'
import { loadStaff } from '../store/staff.ts'

// A token may be made with a token, and that with another; nobody goes on like this.
const makersMax = 8

/**
 * What a token may do now: what it was made for, as far as its maker may do that still.
 *
 * @returns null once it has ended: by itself, or with the account or token that made it.
 */
export async function tokenPermissions(
  database: Queryable,
  token: StoredApiToken,
  now: number,
  depth = 0,
): Promise<ReadonlySet<Permission> | null> {
  const { scopes, expiresAt, endedAt, makerId } = token
  if (endedAt !== null || (expiresAt !== null && now >= expiresAt) || depth > makersMax) return null
  const maker = await makerPermissions(database, makerId, now, depth)
  return maker === null ? null : new Set(scopes.filter(scope => maker.has(scope)))
}

async function makerPermissions(
  database: Queryable,
  makerId: string | null,
  now: number,
  depth: number,
): Promise<ReadonlySet<Permission> | null> {
  if (makerId === null) return null
  // What is made with CONTROL_ADMIN_TOKEN belongs to whoever runs the control plane.
  if (makerId === adminTokenId) return permissionsOf('super_admin')
  const member = await loadStaff(database, makerId)
  if (member !== null) return member.enabled ? permissionsOf(member.role) : null
  const token = await loadApiToken(database, makerId)
  return token === null ? null : tokenPermissions(database, token, now, depth + 1)
}
