import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { aboutQuery, sessionQuery } from '../server/queries.ts'

interface GuardInput {
  context: { queries: QueryClient }
  location: { pathname: string; href: string }
}

/** Pages for staff who are signed in: others are led to where they have to go first. */
export async function requireSession({ context, location }: GuardInput): Promise<void> {
  const about = await context.queries.ensureQueryData(aboutQuery)
  const session = await context.queries.ensureQueryData(sessionQuery)
  if (session === null) {
    if (about.setupRequired) throw redirect({ to: '/setup' })
    throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } })
  }
  if (session.mustSetUpSecondFactor && location.pathname !== '/profile') throw redirect({ to: '/profile' })
}

/** The sign-in page: not for a control plane without staff, nor for people who are signed in already. */
export async function requireNoSession({ context }: GuardInput): Promise<void> {
  const about = await context.queries.ensureQueryData(aboutQuery)
  if (about.setupRequired) throw redirect({ to: '/setup' })
  if ((await context.queries.ensureQueryData(sessionQuery)) !== null) throw redirect({ to: '/' })
}

/** The set-up page: only as long as there is no super_admin. */
export async function requireSetup({ context }: GuardInput): Promise<void> {
  const about = await context.queries.ensureQueryData(aboutQuery)
  if (!about.setupRequired) throw redirect({ to: '/' })
}

/** The start is what the role works with: licenses for those who issue them, the overview for everybody else. */
export async function leadHome({ context }: GuardInput): Promise<void> {
  const session = await context.queries.ensureQueryData(sessionQuery)
  throw redirect({ to: session?.user?.role === 'onboarding' ? '/licensing' : '/overview' })
}
