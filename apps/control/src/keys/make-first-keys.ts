import { createSigningKey, developmentPrefix, type ScryptCost, type SigningKey } from '@licet/issuer'
import type { KeyUse } from '@licet/license'
import { StartRefused } from '@licet/server/config'
import { checkPassword } from '@licet/server/passwords'
import { systemActor } from '../access/actor.ts'
import { appendAudit } from '../store/audit.ts'
import type { ControlDatabase } from '../store/database.ts'
import { keepSecret, loadSecret } from '../store/secrets.ts'
import { insertSigningKey, loadSigningKeys } from '../store/signing-keys.ts'
import { createCanary } from './canary.ts'
import { sealKey } from './sealed-key.ts'

/**
 * Makes a license key and an activation key where none were ever made, sealed with the passphrase. Of several processes that start
 * at once one makes them.
 *
 * A passphrase that somebody chose is held to the rules for passwords, here alone: keys that exist open under the one they have.
 *
 * @param options.adopt - Keys to take instead of new ones: the development keys of an evaluation.
 * @param options.cost - Of deriving the sealing key; lower in tests only.
 * @throws {StartRefused} a passphrase that is guessed soon.
 */
export async function makeFirstKeys(options: {
  database: ControlDatabase
  passphrase: string
  /** Made here, at random, not chosen by somebody. */
  isMade: boolean
  evaluation: boolean
  adopt: () => Promise<SigningKey[]>
  now: number
  cost?: ScryptCost
}): Promise<void> {
  const { database, passphrase, isMade, evaluation, adopt, now, cost } = options
  if ((await loadSecret(database.db, 'key_canary')) !== null) return
  if (!isMade) await assertPassphrase(passphrase)
  // Before the deed: it takes long, and would keep every writer of the cluster waiting.
  const { text, sealingKey } = await createCanary(passphrase, cost)
  const keys = await completed(await adopt(), evaluation)
  const sealed = await Promise.all(keys.map(async key => ({ key, envelope: await sealKey(key, sealingKey) })))
  await database.transact(async tx => {
    // Keys without their proof were tampered with: nothing is made beside them, and the ring stays shut.
    if ((await loadSigningKeys(tx)).length > 0) return
    if ((await keepSecret(tx, 'key_canary', text)) !== text) return
    for (const { key, envelope } of sealed) {
      const { kid, alg, use, jwk } = key
      await insertSigningKey(tx, {
        kid,
        alg,
        use,
        jwk,
        envelope,
        status: 'active',
        createdAt: now,
        createdBy: systemActor.name,
        activatedAt: now,
        retiredAt: null,
      })
      await appendAudit(tx, {
        actor: systemActor,
        action: 'signing.manage',
        target: kid,
        detail: { verb: 'create', use, alg, status: 'active' },
        at: now,
      })
    }
  })
}

async function assertPassphrase(passphrase: string): Promise<void> {
  const fault = await checkPassword(passphrase)
  if (fault === null) return
  throw new StartRefused(`CONTROL_KEY_PASSPHRASE is not accepted for new signing keys. ${fault.message}`)
}

async function completed(
  adopted: readonly SigningKey[],
  evaluation: boolean,
): Promise<(SigningKey & { use: KeyUse })[]> {
  return Promise.all(
    (['license', 'activation'] as const).map(async use => {
      const kidPrefix = evaluation ? developmentPrefix : ''
      const key = adopted.find(found => found.use === use) ?? (await createSigningKey({ use, kidPrefix }))
      return { ...key, use }
    }),
  )
}
