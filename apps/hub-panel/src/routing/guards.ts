import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { aboutQuery, sessionQuery } from '../hub/queries.ts'

interface GuardInput {
  context: { queries: QueryClient }
  location: { pathname: string; href: string }
}

/** Pages for people who are signed in: others are led to where they have to go first. */
export async function requireSession({ context, location }: GuardInput): Promise<void> {
  const about = await context.queries.ensureQueryData(aboutQuery)
  if (about.rescue !== null) throw redirect({ to: '/rescue' })
  const session = await context.queries.ensureQueryData(sessionQuery)
  if (session === null) {
    if (about.setupRequired) throw redirect({ to: '/setup' })
    throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } })
  }
  if (session.mustSetUpSecondFactor && location.pathname !== '/profile') throw redirect({ to: '/profile' })
}

/** The sign-in page: not for a Hub without an administrator, nor for people who are signed in already. */
export async function requireNoSession({ context }: GuardInput): Promise<void> {
  const about = await context.queries.ensureQueryData(aboutQuery)
  if (about.rescue !== null) throw redirect({ to: '/rescue' })
  if (about.setupRequired) throw redirect({ to: '/setup' })
  if ((await context.queries.ensureQueryData(sessionQuery)) !== null) throw redirect({ to: '/' })
}

/** The set-up page: only as long as there is no administrator. */
export async function requireSetup({ context }: GuardInput): Promise<void> {
  const about = await context.queries.ensureQueryData(aboutQuery)
  if (!about.setupRequired) throw redirect({ to: '/' })
}

/** The restore page: only while the database cannot be used. */
export async function requireRescue({ context }: GuardInput): Promise<void> {
  const about = await context.queries.ensureQueryData(aboutQuery)
  if (about.rescue === null) throw redirect({ to: '/' })
}
