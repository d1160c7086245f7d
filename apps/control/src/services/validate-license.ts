import type { FingerprintInput, licenseValidated } from '@licet/api/control'
import type { z } from 'zod'
import type { ControlDeps } from '../deps.ts'
import { fingerprintFrom } from '../licensing/fingerprint-input.ts'
import { isHolder } from '../licensing/is-same-machine.ts'
import { findLicenseByKey, type StoredLicense } from '../store/licenses.ts'
import { holdsActivation, loadMachines } from '../store/machines.ts'
import { activationRefusal } from './activation-refusal.ts'
import { openByKey } from './open-by-key.ts'

type Validated = z.infer<typeof licenseValidated>

/**
 * Says what a short key is worth on the caller's machine. Nothing is written, and nothing in the answer is signed.
 *
 * @throws {HttpError} RATE_LIMITED, KEY_MISTYPED, KEY_UNKNOWN, FINGERPRINT_INVALID
 */
export async function validateLicense(
  deps: ControlDeps,
  wanted: { key: string; fingerprint?: FingerprintInput | undefined; address: string },
): Promise<Validated> {
  const { clock, database } = deps
  const keyHash = await openByKey(deps, wanted.key, wanted.address)
  const license = await findLicenseByKey(database.db, keyHash)
  if (license === null) throw activationRefusal('KEY_UNKNOWN')
  const status = decided(license, clock.now()) ?? (await onMachine(deps, license, wanted.fingerprint))
  return { valid: status === 'active', status }
}

function decided(license: StoredLicense, now: number): Validated['status'] | null {
  if (license.status !== 'in_force') return license.status
  return license.expiresAt !== null && now >= license.expiresAt ? 'expired' : null
}

async function onMachine(
  { database }: ControlDeps,
  license: StoredLicense,
  input: FingerprintInput | undefined,
): Promise<Validated['status']> {
  const { binding, match } = license.policy
  const machines = (await loadMachines(database.db, license.id)).filter(holdsActivation)
  if (machines.length === 0) return binding === 'none' ? 'active' : 'not_activated'
  const caller = { fingerprint: fingerprintFrom(input), installationId: null }
  const isHeld = machines.some(machine => isHolder(match, machine, caller))
  return isHeld || binding === 'none' ? 'active' : 'machine_mismatch'
}
