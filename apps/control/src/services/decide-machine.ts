import type { MachineView } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import type { ControlTransaction } from '../store/database.ts'
import { setLicenseMachines } from '../store/licenses.ts'
import { endCopies, findMachine, holdsActivation, saveMachine } from '../store/machines.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { loadLicense } from './load-license.ts'
import { machineViewOf } from './show-license.ts'

/** `clear_flag`: it is no copy after all; `release`: it gives the license up, or, of a copy, the copy ends. */
export type MachineDecision = 'clear_flag' | 'release'

/**
 * Decides about a machine, audited.
 *
 * Cleared, the original is active again and whichever of its boxes asks next is believed, whatever its counter; that it was
 * restored or taken over is no longer shown. Released, its
 * place is free, and it is locked when it next asks. A copy that is released ends alone.
 *
 * @throws {HttpError} LICENSE_NOT_FOUND, MACHINE_NOT_FOUND, LICENSE_STATE_CONFLICT
 */
export async function decideMachine(
  deps: Pick<ControlDeps, 'clock' | 'database'>,
  actor: Actor,
  target: { licenseId: string; machineRow: string },
  decision: { verb: MachineDecision; reason: string },
): Promise<MachineView> {
  const now = deps.clock.now()
  const { licenseId, machineRow } = target
  const { verb, reason } = decision
  const decided = await deps.database.transact(async tx => {
    const license = await loadLicense(tx, licenseId)
    const machine = await findMachine(tx, licenseId, machineRow)
    if (machine === null) throw new HttpError('MACHINE_NOT_FOUND')
    const original = machine.copyOf === null ? machine : await findMachine(tx, licenseId, machine.copyOf)
    if (original === null) throw new HttpError('MACHINE_NOT_FOUND')
    await appendAudit(tx, {
      actor,
      action: 'license.revoke',
      target: licenseId,
      detail: { verb, reason, machine: machine.id, hostname: machine.hostname },
      at: now,
    })
    if (verb === 'clear_flag') {
      const chainOpen = original.state === 'flagged' || original.chainOpen
      return unflag(tx, original, { chainOpen, now })
    }
    if (machine.copyOf !== null) {
      await unflag(tx, original, { chainOpen: original.chainOpen, now })
      return { ...machine, state: 'released' as const, endedAt: now }
    }
    if (!holdsActivation(machine)) throw new HttpError('LICENSE_STATE_CONFLICT')
    await endCopies(tx, machine.id, now)
    await setLicenseMachines(tx, licenseId, Math.max(0, license.machines - 1))
    return save(tx, { ...machine, state: 'released', endedAt: now })
  })
  return machineViewOf(decided)
}

async function unflag(
  tx: ControlTransaction,
  original: StoredMachine,
  { chainOpen, now }: { chainOpen: boolean; now: number },
): Promise<StoredMachine> {
  const isMarked = original.restoredAt !== null || original.takenOverAt !== null
  if (original.state !== 'flagged' && !(isMarked && holdsActivation(original)))
    throw new HttpError('LICENSE_STATE_CONFLICT')
  await endCopies(tx, original.id, now)
  const marks = { restoredAt: null, takenOverAt: null }
  return save(tx, { ...original, ...marks, state: 'active', flaggedAt: null, chainOpen })
}

async function save(tx: ControlTransaction, machine: StoredMachine): Promise<StoredMachine> {
  await saveMachine(tx, machine)
  return machine
}
