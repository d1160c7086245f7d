import type { RequestClaims } from '@licet/license'
import type { HttpError } from '@licet/server'
import { installationActor } from '../access/actor.ts'
import { appendAudit } from '../store/audit.ts'
import type { StoredLicense } from '../store/licenses.ts'
import { holdsActivation, saveMachine } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { activationRefusal } from './activation-refusal.ts'
import { signVerdict } from './answer-machine.ts'
import { isSigningUnavailable } from './publish-revocations.ts'
import { type Asking, noteAsked, type Round } from './round.ts'

/** A refused machine that asked by its own key. */
export interface Refused extends Asking {
  request: RequestClaims
}

/** What else a refusal says. */
type More = Pick<NonNullable<Parameters<typeof activationRefusal>[1]>, 'detail' | 'body'>

/**
 * Refuses a machine that no longer holds the license, or is not the one that does, with a signed verdict that locks it. The
 * first refusal of each is noted and audited; whoever holds nothing and never did leaves nothing behind.
 *
 * @param machine - The one that it was, or says it is; null: never heard of, so there is nothing to lock either.
 * @returns the refusal; what was written beside it stays.
 */
export async function refuseMachine(
  round: Round,
  license: StoredLicense,
  machine: StoredMachine | null,
  refused: Refused,
  more: More = {},
): Promise<HttpError> {
  const { tx, now } = round
  const { request, hostname, address } = refused
  if (machine === null) return activationRefusal('OTHER_MACHINE', more)
  const token = await signVerdict(round, license, request, 'lock')
  const isFirst = machine.refusedAt === null
  if (isFirst || holdsActivation(machine))
    noteAsked(round, refused, {
      licenseId: license.id,
      machineRow: machine.id,
      machineId: request.uid,
      outcome: 'other_machine',
    })
  if (isFirst) {
    await saveMachine(tx, { ...machine, refusedAt: now })
    await appendAudit(tx, {
      actor: installationActor(request.installationId, hostname ?? request.installationId, address),
      action: 'license.revoke',
      target: license.id,
      detail: { verb: 'refuse_machine', machine: machine.id, state: machine.state, hostname },
      at: now,
    })
  }
  return activationRefusal('OTHER_MACHINE', { ...more, token })
}

/**
 * Refuses whoever asks about a revoked license, with a signed verdict that says so; without one while nothing can be signed.
 *
 * @param machine - What the installation had on it: the first refusal of each is noted.
 */
export async function refuseRevoked(
  round: Round,
  license: StoredLicense,
  machine: StoredMachine | null,
  refused: Refused,
): Promise<HttpError> {
  const { tx, now } = round
  const token = await signVerdict(round, license, refused.request, 'revoke').catch(unlessUnsigned)
  if (machine !== null && machine.refusedAt === null) {
    await saveMachine(tx, { ...machine, refusedAt: now })
    noteAsked(round, refused, {
      licenseId: license.id,
      machineRow: machine.id,
      machineId: refused.request.uid,
      outcome: 'revoked',
    })
  }
  return activationRefusal('KEY_REVOKED', { token })
}

function unlessUnsigned(error: unknown): undefined {
  if (!isSigningUnavailable(error)) throw error
}
