import { installationActor } from '../access/actor.ts'
import { appendAudit } from '../store/audit.ts'
import { findCopy, flagMachine, insertMachine, saveMachine } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { newMachine } from './new-machine.ts'
import type { Asking, Round } from './round.ts'

/**
 * Flags a machine and whatever lives on its activation beside it; audited when it is first seen. Both keep what they have until
 * somebody decides.
 *
 * @returns the row of the copy, and whether it was never seen before.
 */
export async function suspectClone(
  round: Round,
  known: StoredMachine,
  asking: Asking,
): Promise<{ row: string; isNew: boolean }> {
  const { tx, now } = round
  const { request, hostname, address } = asking
  const seen = await findCopy(tx, known.id)
  if (seen !== null) await saveMachine(tx, { ...seen, hostname, lastSeenAt: now })
  const copy = seen ?? {
    ...newMachine(known.licenseId, { ...asking, ...known, hostname }, now),
    state: 'flagged' as const,
    copyOf: known.id,
    flaggedAt: now,
    counter: request?.counter ?? 0,
  }
  if (seen === null) await insertMachine(tx, copy)
  const found = { row: copy.id, isNew: seen === null }
  if (known.state === 'flagged') return found
  await flagMachine(tx, known.id, now)
  await appendAudit(tx, {
    actor: installationActor(known.installationId ?? known.machineId, hostname ?? known.machineId, address),
    action: 'license.revoke',
    target: known.licenseId,
    detail: { verb: 'clone_suspected', machine: known.id, copy: copy.id, hostname },
    at: now,
  })
  return found
}
