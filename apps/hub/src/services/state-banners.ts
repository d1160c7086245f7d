import type { Banner } from '@licet/api'
import type { LicenseState } from '@licet/license'
import type { AudienceBanner } from './banners.ts'

/** Where a binding to a machine is explained and renewed. */
export const machinePage = { label: 'Machine', path: '/license/machine' } as const

/** Where most remedies are. */
export const licensePage = { label: 'License', path: '/license' } as const

const activatePage = { label: 'Activate', path: '/license/activate' } as const

/** The banners of a state that does not hold: the two exact sentences that everybody knows, and the rarer ones. */
export function stateBanners(state: LicenseState, now: number): AudienceBanner[] {
  const { kind, message, reason } = state
  const values = { reason }
  switch (kind) {
    case 'none':
      if (state.removed !== null)
        return [
          {
            everybody: true,
            banner: { ...plain('removal_locks', message, 'error'), action: activatePage },
          },
        ]
      return [
        {
          everybody: true,
          banner: {
            ...plain('unlicensed', 'No license — activate to remove this notice', 'info'),
            dismiss: 'collapse',
            action: activatePage,
          },
        },
      ]
    case 'scheduled':
      return [{ everybody: false, banner: scheduled(state) }]
    case 'expired':
      return [
        {
          everybody: true,
          banner: {
            ...plain('expired', 'License expired', 'error'),
            values: { date: state.license?.claims.exp ?? 0 },
            dismiss: 'collapse',
          },
        },
      ]
    case 'locked':
      return [{ everybody: true, banner: { ...plain(kind, message, 'error'), values, action: machinePage } }]
    case 'machine_mismatch':
      return [
        { everybody: isLocking(state), banner: { ...plain(kind, message, 'error'), action: machinePage } },
      ]
    case 'revoked':
    case 'suspended':
    case 'unreadable':
      return [{ everybody: isLocking(state), banner: { ...plain(kind, message, 'error'), values } }]
    case 'grace':
      return [{ everybody: false, banner: grace(state, now) }]
    case 'active':
    case 'expiring':
      break
  }
  return []
}

function scheduled({ next, license }: LicenseState): Banner {
  const startsAt = (next ?? license)?.claims.nbf ?? 0
  const date = new Date(startsAt * 1000).toISOString().slice(0, 10)
  const banner = plain('renewal_queued', `The license is loaded and starts on ${date}`, 'info')
  return { ...banner, values: { date: startsAt } }
}

/** Works until then, and people can count the days. */
function grace({ reason, message, nextChange }: LicenseState, now: number): Banner {
  const kind = reason === 'ACTIVATION_PENDING' ? 'activation_pending' : 'heartbeat_missed'
  const banner = { ...plain(kind, message, 'warning'), action: machinePage }
  if (nextChange === null) return banner
  const days = Math.ceil((nextChange.at - now) / 86_400)
  const left = days <= 1 ? 'Less than a day is left.' : `${days} days are left.`
  return { ...banner, text: `${message} ${left}`, values: { days, date: nextChange.at } }
}

function isLocking({ restricts }: LicenseState): boolean {
  return restricts === 'everything'
}

function plain(kind: Banner['kind'], text: string, level: Banner['level']): Banner {
  return { id: kind, kind, level, text, values: {}, dismiss: 'no', action: licensePage }
}
