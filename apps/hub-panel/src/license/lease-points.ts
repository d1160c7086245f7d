import type { ActivationReport } from '@licet/api'
import type { ExpiryPoint } from '@licet/ui'
import type { Translate } from '../language/use-text.ts'

/** The moments that a bound license lives by beside its own dates: the last heartbeat and the next. */
export function leasePoints(report: ActivationReport | undefined, text: Translate): ExpiryPoint[] {
  if (report === undefined) return []
  const { activation, control } = report
  const mark = (id: 'lastAnswer' | 'nextContact', at: number | null): ExpiryPoint[] =>
    at === null ? [] : [{ id, at, label: text(`timeline.${id}`), tone: 'calm', mark: true }]
  const isLeased = activation !== null && control.heartbeatSeconds !== null
  return [
    ...mark('lastAnswer', isLeased ? activation.issuedAt : null),
    ...mark('nextContact', isLeased ? control.nextContactAt : null),
  ]
}
