import { localPathOf, NotFoundPage, parseAuditSearch } from '@licet/ui'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { LicensePage } from '../license/license-page.tsx'
import { AdminsOnly } from '../shell/admins-only.tsx'
import { Shell } from '../shell/shell.tsx'
import { requireNoSession, requireRescue, requireSession, requireSetup } from './guards.ts'
import { parseUsersSearch } from './search.ts'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: localPathOf,
  beforeLoad: requireNoSession,
  component: lazyRouteComponent(() => import('../entrance/sign-in-page.tsx'), 'SignInPage'),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: requireSetup,
  component: lazyRouteComponent(() => import('../entrance/setup-page.tsx'), 'SetupPage'),
})
const rescue = createRoute({
  getParentRoute: () => root,
  path: '/rescue',
  beforeLoad: requireRescue,
  component: lazyRouteComponent(() => import('../entrance/rescue-page.tsx'), 'RescuePage'),
})

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: requireSession,
  component: Shell,
})
const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('../dashboard/home-page.tsx'), 'HomePage'),
})
const profile = createRoute({
  getParentRoute: () => frame,
  path: '/profile',
  component: lazyRouteComponent(() => import('../profile/profile-page.tsx'), 'ProfilePage'),
})
const aboutPage = createRoute({
  getParentRoute: () => frame,
  path: '/about',
  component: lazyRouteComponent(() => import('../operations/about-page.tsx'), 'AboutPage'),
})

const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFoundPage })

const admins = createRoute({ getParentRoute: () => frame, id: 'admins', component: AdminsOnly })
const license = createRoute({ getParentRoute: () => admins, path: '/license', component: LicensePage })
const activate = createRoute({
  getParentRoute: () => admins,
  path: '/license/activate',
  component: lazyRouteComponent(() => import('../activation/activate-page.tsx'), 'ActivatePage'),
})
const machine = createRoute({
  getParentRoute: () => admins,
  path: '/license/machine',
  component: lazyRouteComponent(() => import('../machine/machine-page.tsx'), 'MachinePage'),
})
const manual = createRoute({
  getParentRoute: () => admins,
  path: '/license/machine/manual',
  component: lazyRouteComponent(() => import('../machine/manual-page.tsx'), 'ManualPage'),
})
const advanced = createRoute({
  getParentRoute: () => admins,
  path: '/license/machine/advanced',
  component: lazyRouteComponent(() => import('../machine/advanced-page.tsx'), 'AdvancedPage'),
})
const history = createRoute({
  getParentRoute: () => admins,
  path: '/license/history',
  component: lazyRouteComponent(() => import('../license/history-page.tsx'), 'HistoryPage'),
})
const users = createRoute({
  getParentRoute: () => admins,
  path: '/users',
  validateSearch: parseUsersSearch,
  component: lazyRouteComponent(() => import('../users/users-page.tsx'), 'UsersPage'),
})
const user = createRoute({
  getParentRoute: () => admins,
  path: '/users/$id',
  component: lazyRouteComponent(() => import('../users/user-page.tsx'), 'UserPage'),
})
const seats = createRoute({
  getParentRoute: () => admins,
  path: '/seats',
  component: lazyRouteComponent(() => import('../seats/seats-page.tsx'), 'SeatsPage'),
})
const serviceKeys = createRoute({
  getParentRoute: () => admins,
  path: '/service-keys',
  component: lazyRouteComponent(() => import('../service-keys/service-keys-page.tsx'), 'ServiceKeysPage'),
})
const audit = createRoute({
  getParentRoute: () => admins,
  path: '/audit',
  validateSearch: parseAuditSearch,
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditLogPage'),
})
const diagnostics = createRoute({
  getParentRoute: () => admins,
  path: '/diagnostics',
  component: lazyRouteComponent(() => import('../operations/diagnostics-page.tsx'), 'DiagnosticsPage'),
})
const settings = createRoute({
  getParentRoute: () => admins,
  path: '/settings',
  component: lazyRouteComponent(() => import('../operations/settings-page.tsx'), 'SettingsPage'),
})
const backups = createRoute({
  getParentRoute: () => admins,
  path: '/backups',
  component: lazyRouteComponent(() => import('../operations/backups-page.tsx'), 'BackupsPage'),
})

/** Every page of the panel. Which of them need an account, and which an administrator, shows in its branches. */
export const routeTree = root.addChildren([
  signIn,
  setup,
  rescue,
  frame.addChildren([
    home,
    profile,
    aboutPage,
    nowhere,
    admins.addChildren([
      license,
      activate,
      machine,
      manual,
      advanced,
      history,
      users,
      user,
      seats,
      serviceKeys,
      audit,
      diagnostics,
      settings,
      backups,
    ]),
  ]),
])
