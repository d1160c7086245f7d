import type { Banner } from '@licet/api'
import type { LicenseState } from '@licet/license'
import type { AudienceBanner } from './banners.ts'

/** Where most remedies are. */
export const licensePage = { label: 'License', path: '/license' } as const

/** The banners of a state that does not hold: the two exact sentences that everybody knows, and the rarer ones. */
export function stateBanners(state: LicenseState): AudienceBanner[] {
  const { kind, message } = state
  switch (kind) {
    case 'none':
      return [
        {
          everybody: true,
          banner: {
            ...plain('unlicensed', 'No license — activate to remove this notice', 'info'),
            dismiss: 'collapse',
            action: { label: 'Activate', path: '/license/activate' },
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
      return [{ everybody: true, banner: plain(kind, message, 'error') }]
    case 'revoked':
    case 'suspended':
    case 'machine_mismatch':
    case 'unreadable':
      return [{ everybody: false, banner: plain(kind, message, 'error') }]
    case 'grace':
      return [{ everybody: false, banner: { ...plain(kind, message, 'warning'), values: until(state) } }]
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

function until({ nextChange }: LicenseState): Record<string, number> {
  return nextChange ? { date: nextChange.at } : {}
}

function plain(kind: Banner['kind'], text: string, level: Banner['level']): Banner {
  return { id: kind, kind, level, text, values: {}, dismiss: 'no', action: licensePage }
}
