import type { FrameItem } from '@licet/ui'
import {
  IconActivityHeartbeat,
  IconBook2,
  IconCertificate,
  IconHistoryToggle,
  IconLayoutDashboard,
  IconPlugConnectedX,
  IconServer2,
  IconSettings,
  IconSignature,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useText } from '../language/use-text.ts'
import type { Permission } from '../server/shapes.ts'

/** Pages below `/licensing` that are entries of their own. */
const own = ['/licensing/signing', '/licensing/heartbeats', '/licensing/settings']

/** The entries of the main navigation; what one may neither see nor do is left out. */
export function useNavigation(may: (permission: Permission) => boolean): FrameItem[][] {
  const { text } = useText()
  const { pathname } = useLocation()
  const item = (to: string, label: string, icon: FrameItem['icon'], primary = false): FrameItem => ({
    to,
    label,
    icon,
    primary,
    active:
      pathname === to ||
      (pathname.startsWith(`${to}/`) && !own.some(path => path !== to && pathname.startsWith(path))),
  })
  return [
    [
      item('/overview', text('nav.overview'), IconLayoutDashboard, true),
      item('/licensing', text('nav.licenses'), IconCertificate, true),
      item('/deployments', text('nav.deployments'), IconServer2, true),
    ],
    [
      item('/licensing/heartbeats', text('nav.heartbeats'), IconActivityHeartbeat),
      item('/offline', text('nav.offline'), IconPlugConnectedX, true),
    ],
    [
      ...(may('signing.manage') ? [item('/licensing/signing', text('nav.signing'), IconSignature)] : []),
      ...(may('team.manage') ? [item('/team', text('nav.team'), IconUsersGroup)] : []),
      item('/audit', text('nav.audit'), IconHistoryToggle),
      item('/licensing/settings', text('nav.settings'), IconSettings),
    ],
    [{ to: '/docs', label: text('nav.apiDocs'), icon: IconBook2, active: false, external: true }],
  ]
}
