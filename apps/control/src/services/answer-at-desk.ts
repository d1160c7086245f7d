import type { OfflinePreview, offlineIssued } from '@licet/api/control'
import { machineIdOf } from '@licet/license'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { activationCode } from '../licensing/activation-code.ts'
import { vendorState } from '../licensing/vendor-state.ts'
import { appendAudit } from '../store/audit.ts'
import { findLicense, type StoredLicense } from '../store/licenses.ts'
import { findInstallationLicense } from '../store/machines.ts'
import { insertOfflineAnswer } from '../store/offline-answers.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { activatedAnswer, assertActivatable, bindingOf } from './activate-by-key.ts'
import type { Binding, Bound } from './bind-machine.ts'
import { bindMachine } from './bind-machine.ts'
import { takeRelease } from './deactivate-license.ts'
import { inRound } from './in-round.ts'
import { type OfflineText, readOfflineText } from './read-offline-text.ts'
import type { Round } from './round.ts'

type Wanted = { text: string; licenseId?: string | undefined }
type Answered = { license: StoredLicense; machine: StoredMachine | null; bound: Bound | null; round: Round }

/** Carries what was found out of a transaction that is then undone. */
class OnlyLooked extends Error {
  readonly answered: Answered

  constructor(answered: Answered) {
    super('a preview writes nothing')
    this.answered = answered
  }
}

/** Says what {@link answerAtDesk} would do, by doing it and taking it back. @throws {HttpError} REQUEST_INVALID */
export async function previewAtDesk(
  deps: ControlDeps,
  actor: Actor,
  wanted: Wanted,
): Promise<OfflinePreview> {
  const read = await readOfflineText(wanted.text)
  const license = await matchLicense(deps, read, wanted.licenseId)
  const described = describe(read, license, deps.clock.now())
  try {
    await answer(deps, actor, read, license, answered => {
      throw new OnlyLooked(answered)
    })
    return described
  } catch (thrown) {
    if (thrown instanceof OnlyLooked) return { ...described, ...outcomeOf(read, thrown.answered) }
    if (!(thrown instanceof HttpError)) throw thrown
    const { code, message } = thrown
    return { ...described, outcome: 'refused', refusal: { code, message } }
  }
}

/**
 * Answers by hand, for a machine without network: issues an activation for its request or UID, or takes its release receipt.
 *
 * @throws {HttpError} REQUEST_INVALID, LICENSE_NOT_FOUND, and whatever an activation is refused for
 */
export async function answerAtDesk(
  deps: ControlDeps,
  actor: Actor,
  wanted: Wanted,
): Promise<z.infer<typeof offlineIssued>> {
  const read = await readOfflineText(wanted.text)
  const license = await matchLicense(deps, read, wanted.licenseId)
  const answered = await answer(deps, actor, read, license, result => result)
  const preview = { ...describe(read, answered.license, deps.clock.now()), ...outcomeOf(read, answered) }
  if (answered.bound === null)
    return { preview, activation: null, message: 'The machine has given the license up.' }
  const activated = activatedAnswer(answered.bound, answered.round)
  return {
    preview,
    activation: { ...activated, ...activationCode(activated) },
    message: 'Carry the activation code back to the machine.',
  }
}

function answer(
  deps: ControlDeps,
  actor: Actor,
  read: OfflineText,
  matched: StoredLicense | null,
  end: (answered: Answered) => Answered,
): Promise<Answered> {
  return inRound(deps, async round => {
    const license = matched === null ? null : await findLicense(round.tx, matched.id)
    if (license === null) throw new HttpError('LICENSE_NOT_FOUND')
    const { address } = actor
    if (read.kind === 'release') {
      await takeRelease(round, license, read.release, address)
      return end({ license, machine: null, bound: null, round })
    }
    const binding = read.kind === 'request' ? bindingOf(read.request, address) : bindingOfUid(read, address)
    await assertActivatable(round, license, binding)
    const bound = await bindMachine(round, license, binding)
    await note(round, actor, read, bound)
    return end({ license: bound.license, machine: bound.machine, bound, round })
  })
}

function bindingOfUid(read: Extract<OfflineText, { kind: 'machine_uid' }>, address: string): Binding {
  const { installationId, uid } = read
  return {
    request: null,
    fingerprint: { uid },
    installationId,
    hostname: null,
    productVersion: null,
    address,
  }
}

async function note(
  { tx, now }: Round,
  actor: Actor,
  { kind }: OfflineText,
  { machine }: Bound,
): Promise<void> {
  const { licenseId, id, installationId } = machine
  await insertOfflineAnswer(tx, {
    at: now,
    license_id: licenseId,
    machine_row: id,
    installation_id: installationId,
    kind,
    via: 'desk',
    actor_name: actor.name,
  })
  const detail = { verb: 'activate_offline', machine: id, kind }
  await appendAudit(tx, { actor, action: 'license.issue', target: licenseId, detail, at: now })
}

/** The license that is named; else the one that this installation lives on already. */
async function matchLicense(
  { database }: ControlDeps,
  read: OfflineText,
  licenseId: string | undefined,
): Promise<StoredLicense | null> {
  const id = licenseId ?? read.licenseId ?? (await findInstallationLicense(database.db, read.installationId))
  return id === null ? null : findLicense(database.db, id)
}

function describe(read: OfflineText, license: StoredLicense | null, now: number): OfflinePreview {
  const request = read.kind === 'request' ? read.request : null
  return {
    kind: read.kind,
    licenseId: license?.id ?? null,
    licenseState: license === null ? null : vendorState(license, now).state,
    customer: license === null ? null : { id: license.customerId, name: license.customerName },
    installationId: read.installationId,
    machineId: request === null ? null : machineIdOf(request.fingerprint),
    hostname: request?.hostname ?? null,
    productVersion: request?.productVersion ?? null,
    requestedAt: request?.iat ?? (read.kind === 'release' ? read.release.iat : null),
    requestEndsAt: request?.exp ?? null,
    outcome: 'refused',
    refusal: null,
    leaseEndsAt: null,
  }
}

function outcomeOf(
  { kind }: OfflineText,
  { machine, round }: Answered,
): Pick<OfflinePreview, 'outcome' | 'leaseEndsAt'> {
  if (kind === 'release') return { outcome: 'released', leaseEndsAt: null }
  const isNew = machine?.firstAt === round.now
  return { outcome: isNew ? 'new_machine' : 'same_machine', leaseEndsAt: machine?.leaseEndsAt ?? null }
}
