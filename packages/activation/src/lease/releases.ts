import { inspectToken, knownTime } from '@licet/license'
import type { ControlResult } from '../client/control-result.ts'
import { monotonicOf } from '../clock/machine-clock.ts'
import { ActivationError } from '../errors.ts'
import { emptyActivation, type Tombstone } from '../store/stored-activation.ts'
import { createRelease } from './create-release.ts'
import type { Activation, ActivationOptions, Look } from './open-activation.ts'

/** How giving a license back ended. Unless it is `released`, it is still activated here. */
export type Released =
  | { kind: 'released'; message: string }
  | Exclude<ControlResult<never>, { kind: 'answered' }>

/** What a stored activation tells, even where the key that signed it is no longer trusted. */
function directiveIn(activation: string | null): unknown {
  try {
    return inspectToken(activation ?? '').claims.directive ?? 'none'
  } catch {
    return 'none'
  }
}

/** Giving a license back: through the server, or by a receipt. Either way this machine refuses its old activation for good; while the vendor's verdict stands neither is done. */
export function createReleases(
  options: ActivationOptions,
  look: () => Promise<Look>,
): Pick<Activation, 'deactivate' | 'release'> {
  const { store, instanceKey } = options

  const entomb = async ({ stored, held, reading }: Look): Promise<Tombstone> => {
    const { licenseId: license, counter, tombstone } = stored
    const activation = held.chain.previous
    if (license === null || activation === '') {
      // Given up before: the same receipt again, in case the first was lost.
      if (tombstone !== null) return tombstone
      throw new ActivationError('NOT_ACTIVATED')
    }
    if (held.license !== null && held.license.claims.policy.transfer !== 'self')
      throw new ActivationError('TRANSFER_FORBIDDEN')
    // What the vendor has decided is known here by this activation alone.
    if (held.state.kind === 'revoked' || directiveIn(stored.activation) !== 'none')
      throw new ActivationError('RELEASE_BLOCKED')
    // What is known to have passed: a clock that is ahead for a while must not bury what the vendor signs later.
    const at = knownTime(held.clock, monotonicOf(reading))
    const now = reading.system
    return {
      activation,
      at,
      receipt: await createRelease(instanceKey, { license, activation, counter, now }),
    }
  }
  const bury = ({ stored }: Look, tombstone: Tombstone): Promise<void> => {
    const { keysets, revocations, lastContact, clock } = stored
    return store.save({ ...emptyActivation, tombstone, keysets, revocations, lastContact, clock })
  }

  return {
    deactivate: key =>
      store.exclusively(async () => {
        const { client } = options
        if (client === null) throw new ActivationError('CONTROL_MISSING')
        const seen = await look()
        const tombstone = await entomb(seen)
        const known = key ?? seen.stored.key
        if (known === null)
          throw new ActivationError(seen.stored.licenseId === null ? 'NOT_ACTIVATED' : 'KEY_NEEDED')
        const result = await client.deactivate({ key: known, release: tombstone.receipt })
        if (result.kind !== 'answered') return result
        await bury(seen, tombstone)
        return { kind: 'released', message: result.value.message }
      }),
    release: () =>
      store.exclusively(async () => {
        const seen = await look()
        const tombstone = await entomb(seen)
        if (tombstone !== seen.stored.tombstone) await bury(seen, tombstone)
        return { receipt: tombstone.receipt }
      }),
  }
}
