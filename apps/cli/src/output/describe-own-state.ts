import type { ActivationState } from '@licet/activation'
import { lengthText } from '@licet/license'
import { stateAnswer } from '../activation/report-exchange.ts'
import { describeState } from './describe-state.ts'
import { formatDistance, formatTime } from './format-time.ts'
import { printable } from './printable.ts'

/** What `licet status --json` prints. */
export function ownStateAnswer(own: ActivationState): object {
  const { state, license, activation, machine, machineUid, installationId, clock, clockSkewSeconds, stored } =
    own
  return {
    ...stateAnswer(state),
    license: license === null ? null : { id: license.id, kid: license.kid, ...license.claims },
    activation:
      activation === null
        ? null
        : {
            id: activation.id,
            issuedAt: activation.iat,
            leaseEndsAt: activation.exp,
            directive: activation.directive,
            message: activation.message,
            counter: stored.counter,
          },
    machine: { installationId, machineUid, components: machine },
    keyHint: stored.shortKeyHint,
    pending: stored.pending === null ? null : { id: stored.pending.jti, at: stored.pending.at },
    released:
      stored.tombstone === null ? null : { activation: stored.tombstone.activation, at: stored.tombstone.at },
    lastContact: stored.lastContact,
    clock,
    clockSkewSeconds,
  }
}

/** The license of this machine, for people. */
export function describeOwnState(own: ActivationState): string {
  const { state, activation, machine, machineUid, clock, clockSkewSeconds, stored, now } = own
  const changed = machine.filter(({ outcome }) => outcome === 'changed' || outcome === 'missing')
  const lines = [
    stored.shortKeyHint === '' ? null : `  key       ${printable(stored.shortKeyHint)}`,
    activation === null || activation.directive !== 'none'
      ? null
      : `  lease     ends ${formatTime(activation.exp)}, ${formatDistance(activation.exp, now)}`,
    activation?.message ? `  vendor    ${printable(activation.message)}` : null,
    `  machine   ${machineUid}`,
    changed.length === 0 ? null : `  changed   ${changed.map(({ name }) => name).join(', ')}`,
    stored.lastContact === null
      ? null
      : `  contact   ${contactText(stored.lastContact.outcome)}, ${formatTime(stored.lastContact.at)}`,
    stored.tombstone === null || stored.license !== null
      ? null
      : `  given up  ${formatTime(stored.tombstone.at)}`,
    stored.license !== null || stored.pending === null
      ? null
      : `  waiting   for the answer to the request of ${formatTime(stored.pending.at)}`,
    clock === 'none' ? null : `  clock     ${skewText(clockSkewSeconds) ?? clockTexts[clock]}`,
  ]
  return [describeState(state), ...lines.filter(line => line !== null)].join('\n')
}

/** `taken`, or the code of a refusal. */
function contactText(outcome: string): string {
  return outcome === 'taken' ? 'answered' : printable(`refused with ${outcome}`)
}

const clockTexts = {
  behind: 'is behind a time that is known to have passed; set it right',
  jumped: 'has jumped far ahead; check it',
}

/** Whose clock is off by how much; null where no signed answer is fresh enough to say. */
function skewText(skewSeconds: number | null): string | null {
  if (skewSeconds === null) return null
  const side = skewSeconds > 0 ? 'ahead of' : 'behind'
  return `of this machine is ${lengthText(Math.abs(skewSeconds))} ${side} the vendor’s; set it right`
}
