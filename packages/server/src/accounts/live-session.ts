/** A session in use. `id` names it in lists, `token` is what the client holds. */
export interface LiveSession {
  id: string
  token: string
  userId: string
  /** Epoch seconds. */
  createdAt: number
  expiresAt: number
  userAgent: string
}

/** Who begins a session: its owner recognises it by address and user agent. */
export interface Client {
  address: string
  userAgent: string
  /** The `Cookie` header; empty without one. Never stored. */
  cookies: string
}

/** What signing in came to; `cookies` are complete `Set-Cookie` values. */
export interface SignedIn {
  token: string
  userId: string
  cookies: string[]
}

/** In seconds: a session ends after so long without use, and after so long in any case. */
export const sessionSeconds = { idle: 12 * 3600, absolute: 7 * 86_400, refresh: 300 } as const

/**
 * Tells whether a session is too old, or was begun by a clock that was ahead and has been put right since: such a one would
 * stay for as long as the clock was ahead.
 *
 * @param now - The machine's clock, epoch seconds.
 */
export function isSessionOver({ createdAt }: Pick<LiveSession, 'createdAt'>, now: number): boolean {
  return now >= createdAt + sessionSeconds.absolute || createdAt > now + aheadSecondsMax
}

const aheadSecondsMax = 300
