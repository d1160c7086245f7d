import type { setup } from '@licet/api'
import { type AttemptLimits, assertPassword, HttpError } from '@licet/server'
import type { Client, SignedIn } from '@licet/server/accounts'
import type { z } from 'zod'
import type { SetupToken } from '../access/setup-token.ts'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { hasAdmin, insertUser } from '../store/users.ts'
import { assertSeats, noteSeats } from './assert-seats.ts'

/**
 * Creates the first administrator and signs in as that account.
 *
 * Order: an administrator exists (410), too many attempts, token, password; then one transaction in which it is asked again
 * whether an administrator exists. Of several who set up at once exactly one gets through, and the token is used up with it.
 *
 * @throws {HttpError} SETUP_DONE, RATE_LIMITED, SETUP_TOKEN_INVALID, PASSWORD_*, SEATS_EXHAUSTED
 */
export async function setUp(
  deps: HubDeps & { setupToken: SetupToken; limits: AttemptLimits },
  body: z.infer<typeof setup>,
  client: Client,
): Promise<SignedIn> {
  const { auth, database, licensing, limits, metrics, setupToken } = deps
  if (hasAdmin(database)) throw new HttpError('SETUP_DONE')
  limits.attemptNow({ address: client.address, subject: 'setup', isKnown: false }, () => {
    if (!setupToken.matches(body.token)) throw new HttpError('SETUP_TOKEN_INVALID')
  })
  const { name, password, language, theme } = body
  const email = body.email.toLowerCase()
  await assertPassword(password, [email, name])
  const passwordHash = await auth.hash(password, { lane: 'known', share: 'setup' })
  const actor: Actor = { id: 'setup', name: 'Set-up', kind: 'setup', role: 'admin', address: client.address }
  await licensing.withVerified((tx, view) => {
    if (hasAdmin(tx)) throw new HttpError('SETUP_DONE')
    assertSeats(tx, view.limit, 1, metrics)
    const user = insertUser(tx, { name, email, passwordHash, role: 'admin', language, theme }, view.now)
    appendAudit(tx, { actor, action: 'setup.complete', target: user.id, detail: { name, email } }, view.now)
    noteSeats(tx, view)
  })
  setupToken.discard()
  return auth.signIn({ email, password }, client, true)
}
