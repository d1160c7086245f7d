import type {
  createStaff as createBody,
  roleTable,
  staffQuery,
  updateStaff as updateBody,
} from '@licet/api/control'
import { permission, rolePermissions, type StaffMember, staffRole } from '@licet/api/control'
import { assertPassword, HttpError, ownTurn } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { endTokensOf } from '../store/api-tokens.ts'
import { appendAudit } from '../store/audit.ts'
import type { ControlTransaction } from '../store/database.ts'
import { deleteSessions } from '../store/sessions.ts'
import {
  countEnabledSuperAdmins,
  deleteSecondFactor,
  deleteStaffRow,
  insertStaff,
  isEmailTaken,
  loadKnownStaff,
  loadStaff,
  type StoredStaff,
  savePasswordHash,
  updateStaffRow,
} from '../store/staff.ts'
import { countRoles, loadStaffPage } from '../store/staff-pages.ts'
import { assertMayGive } from './assert-may-give.ts'
import { toStaffView } from './staff-views.ts'

/** One page of accounts, by name. */
export async function listStaff(
  { database }: Pick<ControlDeps, 'database'>,
  query: z.infer<typeof staffQuery>,
): Promise<{ staff: StaffMember[]; total: number; next: string | null }> {
  const { rows, total, next } = await loadStaffPage(database.db, query)
  return { staff: rows.map(toStaffView), total, next }
}

/** The table of roles, with how many enabled accounts have each. */
export async function reportRoles({
  database,
}: Pick<ControlDeps, 'database'>): Promise<z.infer<typeof roleTable>> {
  const people = await countRoles(database.db)
  return {
    permissions: [...permission.options],
    roles: staffRole.options.map(role => ({
      role,
      permissions: [...rolePermissions[role]],
      people: people.get(role) ?? 0,
    })),
  }
}

/** Creates an account. @throws {HttpError} FORBIDDEN, PASSWORD_*, EMAIL_TAKEN */
export async function createStaff(
  { auth, clock, database }: ControlDeps,
  actor: Actor,
  body: z.infer<typeof createBody>,
): Promise<StaffMember> {
  const { name, role, password } = body
  assertMayGive(actor, rolePermissions[role])
  const email = body.email.toLowerCase()
  await assertPassword(password, [email, name])
  const passwordHash = await auth.hash(password, ownTurn(actor))
  return database.transact(async tx => {
    if (await isEmailTaken(tx, email))
      throw new HttpError('EMAIL_TAKEN', { fields: { email: new HttpError('EMAIL_TAKEN').message } })
    const at = clock.now()
    const created = await insertStaff(tx, { name, email, role, passwordHash }, at)
    const detail = { name, email, role }
    await appendAudit(tx, {
      actor,
      action: 'team.manage',
      target: created.id,
      detail: { verb: 'create', ...detail },
      at,
    })
    return toStaffView(created)
  })
}

/**
 * Changes an account, in one deed with its audit entries. Another role, disabling, a new password and a second factor taken away
 * end its sessions at once; disabling also ends, for good, the API tokens that it made. A value that is the present one changes nothing and is not audited.
 *
 * @throws {HttpError} USER_NOT_FOUND, FORBIDDEN, PASSWORD_*, LAST_ADMIN
 */
export async function updateStaff(
  { auth, clock, database }: ControlDeps,
  actor: Actor,
  id: string,
  change: z.infer<typeof updateBody>,
): Promise<StaffMember> {
  const present = await loadStaff(database.db, id)
  if (!present) throw new HttpError('USER_NOT_FOUND')
  const { password, resetSecondFactor, role } = change
  // Whoever changes an account could sign in as it: what it may do must be theirs too.
  assertMayGive(actor, [...rolePermissions[role ?? present.role], ...rolePermissions[present.role]])
  if (password !== undefined) await assertPassword(password, [present.email, change.name ?? present.name])
  const passwordHash = password === undefined ? null : await auth.hash(password, ownTurn(actor))
  return database.transact(async tx => {
    const before = await loadStaff(tx, id)
    if (!before) throw new HttpError('USER_NOT_FOUND')
    // The account may have been given more since.
    assertMayGive(actor, rolePermissions[before.role])
    const at = clock.now()
    const changed = differences(before, change)
    await updateStaffRow(tx, id, changed, at)
    await assertSuperAdminRemains(tx, before)
    if (passwordHash !== null) await savePasswordHash(tx, id, passwordHash, at)
    if (resetSecondFactor) await deleteSecondFactor(tx, id, at)
    const loses = changed.enabled === false || changed.role !== undefined
    const tokensEnded = changed.enabled === false ? await endTokensOf(tx, id, at) : 0
    if (loses || passwordHash !== null || resetSecondFactor) await deleteSessions(tx, id)
    const detail = {
      ...changed,
      ...(passwordHash !== null && { password: 'changed' }),
      ...(resetSecondFactor && { secondFactor: 'removed' }),
      ...(tokensEnded > 0 && { tokensEnded }),
    }
    if (Object.keys(detail).length > 0)
      await appendAudit(tx, {
        actor,
        action: 'team.manage',
        target: id,
        detail: { verb: 'update', ...detail },
        at,
      })
    return toStaffView(await loadKnownStaff(tx, id))
  })
}

/**
 * Deletes an account, and ends the API tokens that it made; what it did stays in the audit log.
 *
 * @throws {HttpError} USER_NOT_FOUND, LAST_ADMIN; FORBIDDEN: the account may do more than who asks
 */
export async function deleteStaff(
  { clock, database }: Pick<ControlDeps, 'clock' | 'database'>,
  actor: Actor,
  id: string,
): Promise<void> {
  await database.transact(async tx => {
    const before = await loadStaff(tx, id)
    if (!before) throw new HttpError('USER_NOT_FOUND')
    const { name, email, role } = before
    assertMayGive(actor, rolePermissions[role])
    await deleteStaffRow(tx, id)
    await assertSuperAdminRemains(tx, before)
    const at = clock.now()
    const tokensEnded = await endTokensOf(tx, id, at)
    const detail = { name, email, role, ...(tokensEnded > 0 && { tokensEnded }) }
    await appendAudit(tx, {
      actor,
      action: 'team.manage',
      target: id,
      detail: { verb: 'delete', ...detail },
      at,
    })
  })
}

type Changed = Partial<Pick<StoredStaff, 'name' | 'role' | 'enabled'>>

function differences(before: StoredStaff, { enabled, name, role }: z.infer<typeof updateBody>): Changed {
  return {
    ...(enabled !== undefined && enabled !== before.enabled && { enabled }),
    ...(name !== undefined && name !== before.name && { name }),
    ...(role !== undefined && role !== before.role && { role }),
  }
}

/** @throws {HttpError} LAST_ADMIN after a change that took the last enabled super_admin away. */
async function assertSuperAdminRemains(tx: ControlTransaction, before: StoredStaff): Promise<void> {
  const mattered = before.role === 'super_admin' && before.enabled
  if (mattered && (await countEnabledSuperAdmins(tx)) === 0) throw new HttpError('LAST_ADMIN')
}
