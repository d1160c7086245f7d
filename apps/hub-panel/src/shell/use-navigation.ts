import type { FrameItem } from '@licet/ui'
import {
  IconArchive,
  IconArmchair,
  IconBook2,
  IconCertificate,
  IconHistoryToggle,
  IconInfoCircle,
  IconKey,
  IconLayoutDashboard,
  IconSettings,
  IconStethoscope,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useText } from '../language/use-text.ts'

/** The entries of the main navigation, for administrators or for everybody else. */
export function useNavigation(admin: boolean): FrameItem[][] {
  const { text } = useText()
  const { pathname } = useLocation()
  const item = (
    to: string,
    label: string,
    icon: FrameItem['icon'],
    options: Partial<FrameItem> = {},
  ): FrameItem => ({
    to,
    label,
    icon,
    active: to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`),
    ...options,
  })
  const home = item('/', text('nav.dashboard'), IconLayoutDashboard, { primary: true })
  const about = item('/about', text('nav.about'), IconInfoCircle)
  const profile = item('/profile', text('nav.profile'), IconUserCircle, { primary: !admin })
  if (!admin) return [[home, profile], [about]]
  return [
    [
      home,
      item('/license', text('nav.license'), IconCertificate, { primary: true }),
      item('/users', text('nav.users'), IconUsers, { primary: true }),
      item('/seats', text('nav.seats'), IconArmchair),
    ],
    [
      item('/service-keys', text('nav.serviceKeys'), IconKey),
      item('/audit', text('nav.audit'), IconHistoryToggle),
      item('/diagnostics', text('nav.diagnostics'), IconStethoscope, { primary: true }),
    ],
    [
      item('/settings', text('nav.settings'), IconSettings),
      item('/backups', text('nav.backups'), IconArchive),
    ],
    [item('/api/docs', text('nav.apiDocs'), IconBook2, { external: true }), about],
  ]
}
