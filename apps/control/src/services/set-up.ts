import type { setup } from '@licet/api'
import { assertPassword, HttpError } from '@licet/server'
import type { Client, SignedIn } from '@licet/server/accounts'
import type { z } from 'zod'
import { permissionsOf } from '../access/actor.ts'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { hasSuperAdmin, insertStaff, isEmailTaken } from '../store/staff.ts'
import { signIn } from './sign-in.ts'

/**
 * Creates the first super_admin and signs in as that account.
 *
 * Order: there is one (410), too many attempts, token, password; then one deed in which it is asked again whether there is one. Of
 * several who set up at once, on any instance, exactly one gets through, and the token is used up with it.
 *
 * @throws {HttpError} SETUP_DONE, RATE_LIMITED, SETUP_TOKEN_INVALID, PASSWORD_*
 */
export async function setUp(
  deps: ControlDeps,
  body: z.infer<typeof setup>,
  client: Client,
): Promise<SignedIn> {
  const { auth, attempts, clock, database, setupToken } = deps
  if (await hasSuperAdmin(database.db)) throw new HttpError('SETUP_DONE')
  attempts.attemptNow({ address: client.address, subject: 'setup', isKnown: false }, () => {
    if (!setupToken.matches(body.token)) throw new HttpError('SETUP_TOKEN_INVALID')
  })
  const { name, password, language, theme } = body
  const email = body.email.toLowerCase()
  await assertPassword(password, [email, name])
  const passwordHash = await auth.hash(password, { lane: 'known', share: 'setup' })
  const actor: Actor = {
    id: 'setup',
    name: 'Set-up',
    kind: 'setup',
    role: 'super_admin',
    permissions: permissionsOf('super_admin'),
    address: client.address,
  }
  await database.transact(async tx => {
    if (await hasSuperAdmin(tx)) throw new HttpError('SETUP_DONE')
    if (await isEmailTaken(tx, email)) throw new HttpError('EMAIL_TAKEN')
    const at = clock.now()
    const wanted = { name, email, passwordHash, role: 'super_admin' as const, language, theme }
    const { id } = await insertStaff(tx, wanted, at)
    await appendAudit(tx, { actor, action: 'setup.complete', target: id, detail: { name, email }, at })
  })
  setupToken.discard()
  return signIn(deps, { email, password }, client)
}
