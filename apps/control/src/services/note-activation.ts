import { installationActor } from '../access/actor.ts'
import { appendAudit } from '../store/audit.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import type { MachineAnswer } from './answer-machine.ts'
import { type Asking, noteAsked, type Round } from './round.ts'

/** Notes that a machine was activated, or again; with that its request is used. */
export function noteActivated(round: Round, { machine, directives }: MachineAnswer, asking: Asking): void {
  noteAsked(round, asking, {
    licenseId: machine.licenseId,
    machineRow: machine.id,
    machineId: machine.machineId,
    outcome: 'activated',
    directives: directives.map(({ type }) => type),
  })
}

/** Writes into the audit log that a machine has taken a place on a license, or begun its chain anew. */
export async function auditActivation(
  { tx, now }: Pick<Round, 'tx' | 'now'>,
  machine: StoredMachine,
  address: string,
  verb: 'activate' | 'take_over' | 'restore',
  more: Record<string, unknown> = {},
): Promise<void> {
  const { id, machineId, hostname, installationId } = machine
  await appendAudit(tx, {
    actor: installationActor(installationId ?? machineId, hostname ?? machineId, address),
    action: 'license.issue',
    target: machine.licenseId,
    detail: { verb, machine: id, machineId, hostname, ...more },
    at: now,
  })
}
