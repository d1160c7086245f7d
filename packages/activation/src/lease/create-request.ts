import { randomBytes } from 'node:crypto'
import { type Fingerprint, machineUidOf, requestSecondsMax } from '@licet/license'
import type { InstanceKey } from '../instance/open-instance-key.ts'

/** A signed request, and what its answer has to fit. */
export interface CreatedRequest {
  /** `request+jwt`. */
  token: string
  asked: AskedRequest
}

/** What was asked: an answer that fits none of these is not ours. Times in epoch seconds. */
export interface AskedRequest {
  jti: string
  /** The license it names; null: whichever the key stands for. */
  license: string | null
  /** Signed answers taken before it. */
  counter: number
  /** As it says itself, by the system clock of then. */
  expiresAt: number
  /** Since it was first made, by a clock that nobody sets; null: unknown. Left out, `expiresAt` alone is gone by. */
  waitedSeconds?: number | null
  /** Whoever sent it waits for the answer: it does not get too old. */
  online?: boolean
}

/** What a request says about this installation. */
export interface RequestFacts {
  action: 'activate' | 'heartbeat'
  /** Id of the license; null where only a short key is known. */
  license: string | null
  fingerprint: Fingerprint
  /** Signed answers taken for this license so far. */
  counter: number
  /** `jti` of the last one; empty when there was none. */
  previous: string
  hostname?: string
  productVersion?: string
  /** The system clock as it is, epoch seconds; how far it is off, the answer tells. */
  now: number
}

/**
 * Asks to be activated, or to have the lease renewed: signed by this installation's key, good for 14 days and one answer.
 *
 * The fingerprint holds hashes only; the short way to write it down (`uid`) is one of its components.
 */
export async function createRequest(key: InstanceKey, facts: RequestFacts): Promise<CreatedRequest> {
  const { action, license, counter, previous, hostname, productVersion } = facts
  const now = Math.max(facts.now, 1)
  const { uid = machineUidOf(facts.fingerprint), ...fingerprint } = facts.fingerprint
  const jti = `req_${randomBytes(16).toString('hex')}`
  const expiresAt = now + requestSecondsMax
  const token = await key.sign(
    {
      jti,
      iss: key.id,
      iat: now,
      exp: expiresAt,
      action,
      ...(license === null ? {} : { license }),
      jwk: key.publicJwk,
      fingerprint,
      uid,
      ...(hostname === undefined ? {} : { hostname }),
      ...(productVersion === undefined ? {} : { product_version: productVersion }),
      counter,
      previous,
    },
    'request+jwt',
  )
  return { token, asked: { jti, license, counter, expiresAt } }
}
