import type { RequestClaims } from '@licet/license'
import type { ControlDeps } from '../deps.ts'
import type { Signer } from '../keys/key-ring.ts'
import type { Published } from '../licensing/directives-for.ts'
import type { ControlTransaction } from '../store/database.ts'
import { type Heartbeat, type HeartbeatOutcome, insertHeartbeats } from '../store/heartbeats.ts'
import { saveAnswers } from '../store/machines.ts'
import { setSignedTime } from '../store/signed-time.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { insertUsedRequests } from '../store/used-requests.ts'

/** One transaction in which machines are answered. */
export interface Round {
  deps: Pick<ControlDeps, 'keys' | 'trust'>
  signer: Signer
  tx: ControlTransaction
  /** Epoch seconds. */
  now: number
  /** What is signed carries this time: now, and never below the newest that was signed, on any instance. */
  signsAt: number
  /** The newest time that was signed as this began. */
  signedAt: number
  published: Published
  /** What is said to an administrator on activation; empty: nothing. */
  activationMessage: string
  /** What was asked in this round; kept when it ends. */
  asked: Heartbeat[]
  /** Requests and receipts that were answered and that no counter tells from a new one; kept for good when it ends. */
  used: string[]
  /** Machines whose lease was renewed, as they stand now; written when it ends. */
  renewed: StoredMachine[]
}

/** Begins a round in which nothing was asked yet. */
export function openRound(
  facts: Pick<Round, 'deps' | 'tx' | 'now' | 'signedAt' | 'published' | 'activationMessage'>,
): Round {
  const { deps, now, signedAt } = facts
  const { keys } = deps
  keys.raiseSigned(signedAt)
  const signsAt = keys.signsAt(now)
  return { ...facts, signsAt, signer: keys.steady(), asked: [], used: [], renewed: [] }
}

/** How a machine asks: what is known of it, and where from. */
export interface Asking {
  request: RequestClaims | null
  hostname: string | null
  productVersion: string | null
  address: string
}

const answers: ReadonlySet<HeartbeatOutcome> = new Set(['activated', 'renewed', 'suspended', 'released'])

/** Notes how a question ended. One that was answered is used; one that was refused may be asked again. */
export function noteAsked(
  round: Round,
  asking: Asking,
  end: {
    licenseId: string
    machineRow: string | null
    machineId: string
    outcome: HeartbeatOutcome
    directives?: readonly string[]
  },
): void {
  const { request, hostname, productVersion, address } = asking
  const isAnswered = request !== null && answers.has(end.outcome)
  if (isAnswered && (request.action === 'activate' || !request.chained)) round.used.push(request.id)
  round.asked.push({
    at: round.now,
    licenseId: end.licenseId,
    machineRow: end.machineRow,
    installationId: request?.installationId ?? end.machineId,
    hostname,
    productVersion,
    skewSeconds: request === null ? null : round.now - request.iat,
    requestId: isAnswered ? request.id : null,
    counter: request?.counter ?? 0,
    outcome: end.outcome,
    directives: end.directives ?? [],
    address,
  })
}

/** Keeps what was asked in a round, and what became of it: all of it at once, as each statement is a journey. */
export async function closeRound(round: Round): Promise<void> {
  const { deps, tx, now, signedAt, asked, used, renewed } = round
  await saveAnswers(tx, renewed)
  await insertHeartbeats(tx, asked)
  await insertUsedRequests(
    tx,
    used.map(id => ({ id, at: now })),
  )
  const newest = deps.keys.newestSigned()
  if (newest !== signedAt) await setSignedTime(tx, newest)
}
