import type { FingerprintInput, LicenseActivated } from '@licet/api/control'
import { type Fingerprint, parseMachineUid, type RequestClaims } from '@licet/license'
import type { ControlDeps } from '../deps.ts'
import { carried } from '../licensing/directives-for.ts'
import { fingerprintFrom } from '../licensing/fingerprint-input.ts'
import { findLicenseByKey, type StoredLicense } from '../store/licenses.ts'
import { loadInstallationMachines } from '../store/machines.ts'
import { activationRefusal, withHelp } from './activation-refusal.ts'
import { asInvalid, readRequest } from './answer-installations.ts'
import { fingerprintOf } from './answer-request.ts'
import { type Binding, type Bound, bindMachine } from './bind-machine.ts'
import { inRound } from './in-round.ts'
import { openByKey } from './open-by-key.ts'
import { refuseRevoked } from './refuse-machine.ts'
import { refuseSuspended } from './refuse-suspended.ts'
import type { Round } from './round.ts'

/** Who wants to be activated: by a request of its own, by the UID of its machine, or by a fingerprint. */
export interface KeyActivation {
  key: string
  fingerprint?: FingerprintInput | undefined
  hostname?: string | undefined
  request?: string | undefined
  machineUid?: string | undefined
  address: string
}

/**
 * Activates the license that a short key opens on the caller's machine. The same machine again gets the same answer.
 *
 * A key that opens nothing is refused in the same way whatever else was sent with it.
 *
 * @throws {HttpError} RATE_LIMITED, KEY_*, FINGERPRINT_INVALID, REQUEST_INVALID, OTHER_MACHINE, MACHINES_EXHAUSTED,
 *   REQUEST_REPLAYED, CLONE_SUSPECTED, SIGNING_UNAVAILABLE
 * @see DESIGN.md section 8, "Control HTTP"
 */
export async function activateByKey(deps: ControlDeps, wanted: KeyActivation): Promise<LicenseActivated> {
  const { bound, round } = await bindByKey(deps, wanted)
  return activatedAnswer(bound, round)
}

/** Binds the license that a short key opens. @param after - What else is written in the same transaction. */
export async function bindByKey(
  deps: ControlDeps,
  wanted: KeyActivation,
  after?: (round: Round, bound: Bound) => Promise<void>,
): Promise<{ bound: Bound; round: Round }> {
  const keyHash = await openByKey(deps, wanted.key, wanted.address)
  const binding = await readBinding(wanted)
  return inRound(deps, async round => {
    const license = await findLicenseByKey(round.tx, keyHash)
    if (license === null) throw activationRefusal('KEY_UNKNOWN')
    await assertActivatable(round, license, binding)
    const bound = await bindMachine(round, license, binding)
    await after?.(round, bound)
    return { bound, round }
  })
}

/**
 * Refuses what no machine can be activated on.
 *
 * @throws {HttpError} KEY_REVOKED, with a signed verdict for an installation that asked by its key; KEY_SUSPENDED, with one
 *   for an installation that holds an activation; KEY_EXPIRED; REQUEST_INVALID for a request about another license
 */
export async function assertActivatable(
  round: Round,
  license: StoredLicense,
  binding: Binding,
): Promise<void> {
  const { request } = binding
  if (license.status === 'revoked') throw await refuseRevokedKey(round, license, binding)
  if (license.status === 'suspended') throw await refuseSuspended(round, license, binding)
  if (license.expiresAt !== null && round.now >= license.expiresAt) throw activationRefusal('KEY_EXPIRED')
  if (request !== null && request.licenseId !== null && request.licenseId !== license.id)
    throw activationRefusal('KEY_UNKNOWN')
}

async function refuseRevokedKey(round: Round, license: StoredLicense, binding: Binding): Promise<Error> {
  const { request } = binding
  if (request === null) return activationRefusal('KEY_REVOKED')
  const [had = null] = await loadInstallationMachines(round.tx, [request.installationId], [license.id])
  return refuseRevoked(round, license, had, { ...binding, request })
}

/** What an activation answers, ISO 8601 in UTC. */
export function activatedAnswer({ license, machine, token }: Bound, { published }: Round): LicenseActivated {
  const [keyset, revocations] = [carried(published.keyset), carried(published.revocations)]
  return {
    success: true,
    message: 'The license is activated on this machine.',
    machineId: machine.machineId,
    activatedAt: isoTime(machine.firstAt),
    expiresAt: isoTime(license.expiresAt ?? 0),
    token,
    licenseId: license.id,
    license: license.token ?? '',
    ...(keyset !== null && { keyset: keyset.text }),
    ...(revocations !== null && { revocations: revocations.text }),
  }
}

/** The machine as it names itself. @throws {HttpError} FINGERPRINT_INVALID, REQUEST_INVALID */
export async function readBinding(wanted: Omit<KeyActivation, 'key'>): Promise<Binding> {
  const { address } = wanted
  if (wanted.request !== undefined)
    return bindingOf(await readRequest(wanted.request, 'activate', null), address)
  const named = wanted.machineUid === undefined ? null : readMachineUid(wanted.machineUid)
  return {
    request: null,
    fingerprint: named?.fingerprint ?? fingerprintOrRefuse(wanted.fingerprint),
    installationId: named?.installationId ?? null,
    hostname: wanted.hostname ?? null,
    productVersion: null,
    address,
  }
}

/** The machine as its request describes it. */
export function bindingOf(request: RequestClaims, address: string): Binding {
  const { hostname, productVersion, installationId } = request
  return {
    request,
    hostname,
    productVersion,
    address,
    fingerprint: fingerprintOf({ request }),
    installationId,
  }
}

function readMachineUid(text: string): { fingerprint: Fingerprint; installationId: string } {
  try {
    const { installationId, uid } = parseMachineUid(text)
    return { installationId, fingerprint: { uid } }
  } catch (error) {
    throw asInvalid(error, 'machineUid')
  }
}

function fingerprintOrRefuse(input: FingerprintInput | undefined): Fingerprint {
  try {
    return fingerprintFrom(input)
  } catch {
    throw withHelp(activationRefusal('FINGERPRINT_INVALID'))
  }
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
