import { type AttemptLimits, HttpError } from '@licet/server'
import type { Client, SignedIn } from '@licet/server/accounts'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { deleteEndedSessions, deleteSessionByToken, useCodeOnce } from '../store/sessions.ts'
import { loadUser, markUserSeen } from '../store/users.ts'

/**
 * Signs in with address, password and, where the account has one, second factor.
 *
 * An unknown address and a wrong password get the same answer after the same work. Wrong attempts are counted and logged,
 * not audited; a sign-in that cannot be audited does not happen. A code of the authenticator works once.
 *
 * @throws {HttpError} RATE_LIMITED, CREDENTIAL_INVALID, ACCOUNT_DISABLED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_INVALID
 */
export async function signIn(
  deps: HubDeps & { limits: AttemptLimits },
  body: { email: string; password: string; code?: string | undefined },
  client: Client,
): Promise<SignedIn> {
  const { limits, metrics, log } = deps
  const email = body.email.trim().toLowerCase()
  limits.assert(client.address, email)
  let session: SignedIn | undefined
  try {
    session = await deps.auth.signIn({ ...body, email }, client)
    begin(deps, session, body.code, client)
    limits.succeed(client.address, email)
    return session
  } catch (thrown) {
    if (session) deps.database.transact(tx => deleteSessionByToken(tx, session?.token ?? ''))
    if (thrown instanceof HttpError && thrown.status === 401 && thrown.code !== 'SECOND_FACTOR_REQUIRED') {
      limits.fail(client.address, email)
      metrics.signInFailures.inc()
      log.warn({ address: client.address, reason: thrown.code }, 'sign-in refused')
    }
    throw thrown
  }
}

function begin(
  { database, clock }: HubDeps,
  session: SignedIn,
  code: string | undefined,
  client: Client,
): void {
  database.transact(tx => {
    const user = loadUser(tx, session.userId)
    if (!user?.enabled) throw new HttpError('ACCOUNT_DISABLED')
    const once =
      code === undefined || !user.secondFactor || useCodeOnce(tx, user.id, code.trim(), Date.now() / 1000)
    if (!once) throw new HttpError('SECOND_FACTOR_INVALID')
    deleteEndedSessions(tx, Math.floor(Date.now() / 1000))
    markUserSeen(tx, user.id, clock.now())
    const actor: Actor = {
      id: user.id,
      name: user.name,
      kind: 'user',
      role: user.role,
      address: client.address,
    }
    appendAudit(
      tx,
      { actor, action: 'session.create', target: user.id, detail: { secondFactor: user.secondFactor } },
      clock.now(),
    )
  })
}
