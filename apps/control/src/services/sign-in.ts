import { HttpError, isWrongGuess } from '@licet/server'
import { appCode, type Client, type SignedIn } from '@licet/server/accounts'
import type { ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { deleteEndedSessions, deleteSessionByToken, useCodeOnce } from '../store/sessions.ts'
import { loadStaff, markStaffSeen } from '../store/staff.ts'
import { staffActor } from './session-actor.ts'

/**
 * Signs in with address, password and, where the account has one, second factor.
 *
 * An unknown address and a wrong password get the same answer after the same work. Wrong attempts are counted and logged,
 * not audited; a sign-in that cannot be audited does not happen. A code of the authenticator works once.
 *
 * @throws {HttpError} RATE_LIMITED, SERVER_BUSY, CREDENTIAL_INVALID, ACCOUNT_DISABLED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_INVALID
 */
export async function signIn(
  deps: ControlDeps,
  body: { email: string; password: string; code?: string | undefined },
  client: Client,
): Promise<SignedIn> {
  const { auth, attempts } = deps
  const email = body.email.trim().toLowerCase()
  const isKnown = await auth.isKnownBrowser(client, email)
  return attempts.attempt({ address: client.address, subject: email, isKnown }, async () => {
    let session: SignedIn | undefined
    try {
      session = await auth.signIn({ ...body, email }, client, isKnown)
      await begin(deps, session, body.code, client)
      return session
    } catch (thrown) {
      const token = session?.token
      if (token !== undefined) await deps.database.transact(tx => deleteSessionByToken(tx, token))
      recordRejection(deps, client, thrown)
      throw thrown
    }
  })
}

function recordRejection(
  { metrics, log }: Pick<ControlDeps, 'metrics' | 'log'>,
  { address }: Client,
  thrown: unknown,
): void {
  if (!isWrongGuess(thrown)) return
  metrics.signInFailures.inc()
  log.warn({ address, reason: thrown.code }, 'sign-in refused')
}

async function begin(
  { database, clock }: ControlDeps,
  session: SignedIn,
  code: string | undefined,
  client: Client,
): Promise<void> {
  // Sessions and codes live by the machine's clock, whatever a test has shifted.
  const machineNow = Math.floor(Date.now() / 1000)
  await database.transact(async tx => {
    const member = await loadStaff(tx, session.userId)
    if (!member?.enabled) throw new HttpError('ACCOUNT_DISABLED')
    const { id, secondFactor } = member
    // A recovery code is used up where it was verified.
    const digits = code === undefined || !secondFactor ? null : appCode(code)
    if (digits !== null && !(await useCodeOnce(tx, id, digits, machineNow)))
      throw new HttpError('SECOND_FACTOR_INVALID')
    await deleteEndedSessions(tx, machineNow)
    await markStaffSeen(tx, id, clock.now())
    await appendAudit(tx, {
      actor: staffActor(member, client.address),
      action: 'session.create',
      target: id,
      detail: { secondFactor },
      at: clock.now(),
    })
  })
}
