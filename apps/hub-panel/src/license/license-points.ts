import type { LicenseReport } from '@licet/api'
import type { ExpiryPoint } from '@licet/ui'
import type { StateKind } from '../hub/shapes.ts'
import type { Translate } from '../language/use-text.ts'
import { stateTones } from './state-tone.ts'

const daySeconds = 86_400
const stretches: readonly StateKind[] = ['active', 'expiring', 'expired', 'scheduled']

/**
 * The moments of the license timeline, oldest first.
 *
 * What has passed follows from the license itself; what lies ahead is what the Hub's own forecast says. The stretch
 * after each moment has the colour of the state that begins there.
 */
export function licensePoints(report: LicenseReport, text: Translate): ExpiryPoint[] {
  const { license, queued, status } = report
  const { now } = report.clock
  if (license === null) return []
  const startsAt = license.startsAt ?? license.issuedAt ?? report.activatedAt ?? now
  const warnsAt = license.expiresAt - license.warnDays * daySeconds
  const past: ExpiryPoint[] = []
  if (license.issuedAt !== null && license.issuedAt < startsAt) {
    past.push({
      id: 'issued',
      at: license.issuedAt,
      label: text('timeline.issued'),
      tone: 'calm',
      mark: true,
    })
  }
  if (startsAt <= now) {
    past.push({
      id: 'start',
      at: startsAt,
      label: text(startsAt === license.issuedAt ? 'timeline.issued' : 'timeline.starts'),
      // A license shorter than its warning expires soon from its first day, unless a renewal waits.
      tone: warnsAt <= startsAt && status.state !== 'active' ? stateTones.expiring : 'ok',
    })
  }
  if (warnsAt > startsAt && warnsAt <= now) past.push(change('expiring', warnsAt))
  if (license.expiresAt <= now) past.push(change('expired', license.expiresAt))
  const last = past.findLast(point => point.mark !== true)
  if (last !== undefined && !stretches.includes(status.state)) last.tone = stateTones[status.state]
  const ahead = report.timeline.filter(({ at }) => at > now)
  // The forecast stops at what would come without a heartbeat; with one the license goes on to its warning.
  if (warnsAt > now && ahead.some(({ state }) => isAverted(state))) past.push(change('expiring', warnsAt))
  return [...past, ...ahead.map(({ state, at }) => change(state, at))]

  /** A lease that is renewed by heartbeat never comes to this. */
  function isAverted(state: StateKind): state is 'grace' | 'locked' {
    return (
      (state === 'grace' || state === 'locked') &&
      license?.binding === 'machine' &&
      status.reason === 'IN_FORCE'
    )
  }

  function change(state: StateKind, at: number): ExpiryPoint {
    const renewal = queued !== null && queued.startsAt === at
    return {
      id: `${state}-${at}`,
      at,
      label: text(
        renewal ? 'timeline.renewal' : isAverted(state) ? `timeline.${state}Without` : `timeline.${state}`,
      ),
      tone: stateTones[state],
      ...(isAverted(state) && { mark: true }),
    }
  }
}
