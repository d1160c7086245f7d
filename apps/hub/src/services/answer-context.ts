import { monotonicOf } from '@licet/activation'
import type { HubDeps } from '../deps.ts'
import { activationOf, type Snapshot } from '../licensing/snapshot.ts'
import type { AnswerContext } from '../licensing/take-activation.ts'
import { loadChain } from '../store/activation-chain.ts'
import { loadOpenRequests } from '../store/activation-requests.ts'

/**
 * What a signed answer is judged by, as it is stored now. Whatever closes a request or moves a chain also changes the
 * stored activations, so a plan made from this is made again when it was overtaken.
 */
export function answerContext(
  { clock, database, installation }: Pick<HubDeps, 'clock' | 'database' | 'installation'>,
  { activations }: Pick<Snapshot, 'activations'>,
): AnswerContext {
  const now = clock.now()
  return {
    now,
    installationId: installation.id,
    signedTime: clock.signedTime(),
    requests: loadOpenRequests(database, monotonicOf(clock.reading())).map(
      ({ id, way, license, counter, expiresAt, waitedSeconds }) => ({
        jti: id,
        license,
        counter,
        expiresAt,
        waitedSeconds,
        online: way === 'online',
      }),
    ),
    chainOf: id => ({
      ...loadChain(database, id),
      issuedAt: activationOf({ id, digest: id }, activations)?.claims.iat ?? 0,
    }),
  }
}
