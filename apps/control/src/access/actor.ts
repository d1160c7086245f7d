import { type Permission, rolePermissions, type StaffRole } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { Context } from 'hono'
import type { Actor, ControlEnv } from '../deps.ts'

/** Who is asking. @throws {HttpError} CREDENTIAL_REQUIRED when nobody showed a credential. */
export function actorOf(c: Context<ControlEnv>): Actor {
  const actor = c.get('actor')
  if (!actor) throw new HttpError('CREDENTIAL_REQUIRED')
  return actor
}

/** An installation that proved itself by its own key. @param id - `ins_…`. */
export function installationActor(id: string, name: string, address: string): Actor {
  return { id, name, kind: 'installation', role: null, permissions: nothing, address }
}

/** How CONTROL_ADMIN_TOKEN stands in the audit log. */
export const adminTokenId = 'admin_token'

/** The control plane itself: what is done by a timer, or at start. */
export const systemActor: Actor = {
  id: 'system',
  name: 'System',
  kind: 'system',
  role: null,
  permissions: new Set<Permission>(),
  address: '',
}

/** The permissions of a role. */
export function permissionsOf(role: StaffRole): ReadonlySet<Permission> {
  return roleSets[role]
}

const nothing: ReadonlySet<Permission> = new Set()
const roleSets: Readonly<Record<StaffRole, ReadonlySet<Permission>>> = {
  onboarding: new Set<Permission>(rolePermissions.onboarding),
  support: new Set<Permission>(rolePermissions.support),
  super_admin: new Set<Permission>(rolePermissions.super_admin),
  auditor: new Set<Permission>(rolePermissions.auditor),
}
