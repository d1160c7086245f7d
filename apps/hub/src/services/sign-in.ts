import { type AttemptLimits, HttpError, isWrongGuess } from '@licet/server'
import { appCode, type Client, type SignedIn } from '@licet/server/accounts'
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
 * @throws {HttpError} RATE_LIMITED, SERVER_BUSY, CREDENTIAL_INVALID, ACCOUNT_DISABLED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_INVALID
 */
export async function signIn(
  deps: HubDeps & { limits: AttemptLimits },
  body: { email: string; password: string; code?: string | undefined },
  client: Client,
): Promise<SignedIn> {
  const { auth, limits } = deps
  const email = body.email.trim().toLowerCase()
  const isKnown = await auth.isKnownBrowser(client, email)
  return limits.attempt({ address: client.address, subject: email, isKnown }, async () => {
    let session: SignedIn | undefined
    try {
      session = await auth.signIn({ ...body, email }, client, isKnown)
      begin(deps, session, body.code, client)
      return session
    } catch (thrown) {
      if (session) deps.database.transact(tx => deleteSessionByToken(tx, session?.token ?? ''))
      recordRejection(deps, client, thrown)
      throw thrown
    }
  })
}

function recordRejection(
  { metrics, log }: Pick<HubDeps, 'metrics' | 'log'>,
  { address }: Client,
  thrown: unknown,
): void {
  if (!isWrongGuess(thrown)) return
  metrics.signInFailures.inc()
  log.warn({ address, reason: thrown.code }, 'sign-in refused')
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
    // A recovery code is used up where it was verified.
    const digits = code === undefined || !user.secondFactor ? null : appCode(code)
    if (digits !== null && !useCodeOnce(tx, user.id, digits, Date.now() / 1000))
      throw new HttpError('SECOND_FACTOR_INVALID')
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
