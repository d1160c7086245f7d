import type { RequestClaims } from '@licet/license'
import type { HttpError } from '@licet/server'
import { installationActor } from '../access/actor.ts'
import { appendAudit } from '../store/audit.ts'
import type { StoredLicense } from '../store/licenses.ts'
import { saveMachine } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { activationRefusal } from './activation-refusal.ts'
import { signVerdict } from './answer-machine.ts'
import { isSigningUnavailable } from './publish-revocations.ts'
import { type Asking, noteAsked, type Round } from './round.ts'

/** A refused machine that asked by its own key. */
export interface Refused extends Asking {
  request: RequestClaims
}

/**
 * Refuses a machine that no longer holds the license, or is not the one that does, with a signed verdict that locks it. The
 * first refusal of each is audited.
 *
 * @param machine - The one that it was, or says it is; null: never heard of, so there is nothing to lock either.
 * @returns the refusal; what was written beside it stays.
 */
export async function refuseMachine(
  round: Round,
  license: StoredLicense,
  machine: StoredMachine | null,
  refused: Refused,
): Promise<HttpError> {
  const { tx, now } = round
  const { request, hostname, address } = refused
  noteAsked(round, refused, {
    licenseId: license.id,
    machineRow: machine?.id ?? null,
    machineId: request.uid,
    outcome: 'other_machine',
  })
  if (machine === null) return activationRefusal('OTHER_MACHINE')
  const token = await signVerdict(round, license, request, 'lock')
  if (machine.refusedAt === null) {
    await saveMachine(tx, { ...machine, refusedAt: now })
    await appendAudit(tx, {
      actor: installationActor(request.installationId, hostname ?? request.installationId, address),
      action: 'license.revoke',
      target: license.id,
      detail: { verb: 'refuse_machine', machine: machine.id, state: machine.state, hostname },
      at: now,
    })
  }
  return activationRefusal('OTHER_MACHINE', token)
}

/** Refuses whoever asks about a revoked license, with a signed verdict that says so; without one while nothing can be signed. */
export async function refuseRevoked(
  round: Round,
  license: StoredLicense,
  refused: Refused,
): Promise<HttpError> {
  const token = await signVerdict(round, license, refused.request, 'revoke').catch(unlessUnsigned)
  noteAsked(round, refused, {
    licenseId: license.id,
    machineRow: null,
    machineId: refused.request.uid,
    outcome: 'revoked',
  })
  return activationRefusal('KEY_REVOKED', token)
}

function unlessUnsigned(error: unknown): undefined {
  if (!isSigningUnavailable(error)) throw error
}
