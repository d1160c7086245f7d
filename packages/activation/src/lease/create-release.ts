import { randomBytes } from 'node:crypto'
import type { InstanceKey } from '../instance/open-instance-key.ts'

/** What is given up. */
export interface ReleaseFacts {
  license: string
  /** `jti` of the activation that is given up. */
  activation: string
  /** Signed answers taken for this license. */
  counter: number
  /** The system clock as it is, epoch seconds. */
  now: number
}

/**
 * States, signed by this installation's key, that this machine has given a license up for good.
 *
 * @returns `release+jwt`, as text: the receipt that the vendor needs where the machine cannot say it itself.
 */
export async function createRelease(key: InstanceKey, facts: ReleaseFacts): Promise<string> {
  const { license, activation, counter } = facts
  const now = Math.max(facts.now, 1)
  const jti = `rel_${randomBytes(16).toString('hex')}`
  const payload = { jti, iss: key.id, iat: now, license, activation, jwk: key.publicJwk, counter }
  return key.sign(payload, 'release+jwt')
}
