import type { ActivationClaims, Facts, LicenseClaims, Policy, VerifiedLicense } from '../../src/index.ts'
import { softPolicy } from '../../src/index.ts'

export const day = 86_400
export const now = 1_800_000_000

type LicenseChange = Partial<Omit<LicenseClaims, 'policy'>> & { id?: string; policy?: Partial<Policy> }

/** A license as the verifier would return it. */
export function licenseOf({ id = 'lic_1', policy, ...change }: LicenseChange = {}): VerifiedLicense {
  const claims: LicenseClaims = {
    iss: 'aidoo.biz',
    sub: 'cus_1',
    exp: now + 365 * day,
    customer: 'Acme Corp',
    tier: 'professional',
    seats: 10,
    products: ['pika', 'vera'],
    features: {},
    warnDays: 30,
    ...change,
    policy: { ...softPolicy, ...policy },
  }
  return { id, digest: `digest of ${id}`, kid: 'k1', claims, raw: {} }
}

/** What an installation knows; nothing, unless told otherwise. */
export function factsOf(change: Partial<Facts> = {}): Facts {
  return {
    licenses: [],
    unreadable: null,
    revocations: null,
    activation: null,
    fingerprint: null,
    installationId: 'ins_1',
    seatsUsed: null,
    ...change,
  }
}

export const machine = { machine: 'a', os: 'b', cpu: 'c', mac: 'd' }

/** An activation of `lic_1` on this installation and machine. */
export function activationOf(change: Partial<ActivationClaims> = {}): ActivationClaims {
  return {
    id: 'act_1',
    kid: 'a1',
    licenseId: 'lic_1',
    installationId: 'ins_1',
    iat: now,
    exp: now + 7 * day,
    fingerprint: machine,
    directive: 'none',
    request: null,
    counter: null,
    message: null,
    ...change,
  }
}
