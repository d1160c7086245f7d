import { localPathOf, NotFoundPage, parseAuditSearch } from '@licet/ui'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { parseDeploymentsSearch } from '../pages/deployments/deployments-search.ts'
import { parseHeartbeatsSearch } from '../pages/heartbeats/heartbeats-search.ts'
import { parseLicensesSearch } from '../pages/licenses/licenses-search.ts'
import { Shell } from '../shell/shell.tsx'
import { leadHome, requireNoSession, requireSession, requireSetup } from './guards.ts'

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
const activate = createRoute({
  getParentRoute: () => root,
  path: '/activate',
  component: lazyRouteComponent(() => import('../pages/activate/activate-page.tsx'), 'ActivatePage'),
})

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: requireSession,
  component: Shell,
})
const home = createRoute({ getParentRoute: () => frame, path: '/', beforeLoad: leadHome })
const overview = createRoute({
  getParentRoute: () => frame,
  path: '/overview',
  component: lazyRouteComponent(() => import('../pages/overview/overview-page.tsx'), 'OverviewPage'),
})
const licenses = createRoute({
  getParentRoute: () => frame,
  path: '/licensing',
  validateSearch: parseLicensesSearch,
  component: lazyRouteComponent(() => import('../pages/licenses/licenses-page.tsx'), 'LicensesPage'),
})
const licenseNew = createRoute({
  getParentRoute: () => frame,
  path: '/licensing/license-new',
  component: lazyRouteComponent(() => import('../pages/license-new/license-new-page.tsx'), 'LicenseNewPage'),
})
const license = createRoute({
  getParentRoute: () => frame,
  path: '/licensing/license/$id',
  component: lazyRouteComponent(() => import('../pages/license/license-page.tsx'), 'LicensePage'),
})
const signing = createRoute({
  getParentRoute: () => frame,
  path: '/licensing/signing',
  component: lazyRouteComponent(() => import('../pages/signing/signing-page.tsx'), 'SigningPage'),
})
const heartbeats = createRoute({
  getParentRoute: () => frame,
  path: '/licensing/heartbeats',
  validateSearch: parseHeartbeatsSearch,
  component: lazyRouteComponent(() => import('../pages/heartbeats/heartbeats-page.tsx'), 'HeartbeatsPage'),
})
const settings = createRoute({
  getParentRoute: () => frame,
  path: '/licensing/settings',
  component: lazyRouteComponent(() => import('../pages/settings/settings-page.tsx'), 'SettingsPage'),
})
const deployments = createRoute({
  getParentRoute: () => frame,
  path: '/deployments',
  validateSearch: parseDeploymentsSearch,
  component: lazyRouteComponent(() => import('../pages/deployments/deployments-page.tsx'), 'DeploymentsPage'),
})
const deployment = createRoute({
  getParentRoute: () => frame,
  path: '/deployments/$id',
  component: lazyRouteComponent(() => import('../pages/deployments/deployment-page.tsx'), 'DeploymentPage'),
})
const offline = createRoute({
  getParentRoute: () => frame,
  path: '/offline',
  component: lazyRouteComponent(() => import('../pages/offline/offline-page.tsx'), 'OfflinePage'),
})
const team = createRoute({
  getParentRoute: () => frame,
  path: '/team',
  component: lazyRouteComponent(() => import('../pages/team/team-page.tsx'), 'TeamPage'),
})
const audit = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  validateSearch: parseAuditSearch,
  component: lazyRouteComponent(() => import('../pages/audit/audit-page.tsx'), 'AuditPage'),
})
const profile = createRoute({
  getParentRoute: () => frame,
  path: '/profile',
  component: lazyRouteComponent(() => import('../shell/profile-page.tsx'), 'ProfilePage'),
})
const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFoundPage })

/** Every page of the console. Those outside the frame need no account. */
export const routeTree = root.addChildren([
  signIn,
  setup,
  activate,
  frame.addChildren([
    home,
    overview,
    licenses,
    licenseNew,
    license,
    signing,
    heartbeats,
    settings,
    deployments,
    deployment,
    offline,
    team,
    audit,
    profile,
    nowhere,
  ]),
])
