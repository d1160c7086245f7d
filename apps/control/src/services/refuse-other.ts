import type { HttpError } from '@licet/server'
import { differingParts } from '../licensing/is-same-machine.ts'
import type { StoredLicense } from '../store/licenses.ts'
import type { StoredMachine } from '../store/stored-machine.ts'
import { activationRefusal } from './activation-refusal.ts'
import type { Binding } from './bind-machine.ts'
import { refuseMachine } from './refuse-machine.ts'
import type { Round } from './round.ts'

const partNames: Readonly<Record<string, string>> = {
  mac: 'network interface',
  os: 'operating system',
  cpu: 'processor',
  board: 'board',
  machine: 'machine ID',
  installation: 'installation',
  product: 'product version',
}

/**
 * Refuses a machine for which no place is left, and says why: what is different from the machine that holds the activation, and
 * until when that holds it.
 *
 * An installation that holds an activation, and asks from another machine, is locked by a signed verdict.
 *
 * @param places.replaced - Where the installation that asks holds an activation.
 */
export async function refuseOther(
  round: Round,
  license: StoredLicense,
  { holding, replaced }: { holding: readonly StoredMachine[]; replaced: StoredMachine | undefined },
  binding: Binding,
): Promise<HttpError> {
  if (license.policy.machines !== 1) return activationRefusal('MACHINES_EXHAUSTED')
  const { request, fingerprint } = binding
  const holder = replaced ?? holding[0]
  if (holder === undefined) return activationRefusal('OTHER_MACHINE')
  const differs = differingParts(holder.fingerprint, fingerprint)
  const { leaseEndsAt } = holder
  const more = { detail: sentence(differs, leaseEndsAt), body: { differs, heldUntil: leaseEndsAt } }
  return request !== null && replaced !== undefined
    ? refuseMachine(round, license, replaced, { ...binding, request }, more)
    : activationRefusal('OTHER_MACHINE', more)
}

function sentence(differs: readonly string[], leaseEndsAt: number | null): string {
  const names = differs.flatMap(name => partNames[name] ?? [])
  const what = names.length === 0 ? '' : ` It differs from this one in: ${names.join(', ')}.`
  const until =
    leaseEndsAt === null
      ? 'The other machine has not been activated yet.'
      : `The other machine holds this activation until ${new Date(leaseEndsAt * 1000).toISOString().slice(0, 10)}, or longer if it renews it.`
  return `${until}${what}`
}
