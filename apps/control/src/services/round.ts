import type { RequestClaims } from '@licet/license'
import type { ControlDeps } from '../deps.ts'
import type { Published } from '../licensing/directives-for.ts'
import type { ControlTransaction } from '../store/database.ts'
import { type Heartbeat, type HeartbeatOutcome, insertHeartbeats } from '../store/heartbeats.ts'

/** One transaction in which machines are answered. */
export interface Round {
  deps: Pick<ControlDeps, 'keys' | 'trust'>
  tx: ControlTransaction
  /** Epoch seconds. */
  now: number
  published: Published
  /** What is said to an administrator on activation; empty: nothing. */
  activationMessage: string
  /** What was asked in this round; kept when it ends. */
  asked: Heartbeat[]
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
  round.asked.push({
    at: round.now,
    licenseId: end.licenseId,
    machineRow: end.machineRow,
    installationId: request?.installationId ?? end.machineId,
    hostname,
    productVersion,
    skewSeconds: request === null ? null : round.now - request.iat,
    requestId: answers.has(end.outcome) ? (request?.id ?? null) : null,
    counter: request?.counter ?? 0,
    outcome: end.outcome,
    directives: end.directives ?? [],
    address,
  })
}

/** Keeps what was asked in a round. */
export async function closeRound({ tx, asked }: Round): Promise<void> {
  await insertHeartbeats(tx, asked)
}
