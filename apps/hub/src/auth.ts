import { hashPassword, type PasswordCost, passwordCost } from '@licet/server'
import type { HubDatabase } from './store/database.ts'

/** The engine under accounts: passwords, sessions, second factors. No HTTP of its own is mounted anywhere. */
export interface Auth extends AuthEngine {
  cookieName: string
  hash(password: string): Promise<string>
}

/** What better-auth does for us. */
export interface AuthEngine {
  /** @returns the session that a cookie or bearer token names, or null; refreshes its idle time. */
  session(headers: Headers): Promise<(LiveSession & { cookies: string[] }) | null>
  /**
   * Checks address and password, then the second factor where there is one.
   *
   * @throws {HttpError} CREDENTIAL_INVALID (also for an unknown address, after the same work), ACCOUNT_DISABLED,
   *   SECOND_FACTOR_REQUIRED, SECOND_FACTOR_INVALID
   */
  signIn(
    body: { email: string; password: string; code?: string | undefined },
    client: Client,
  ): Promise<SignedIn>
  /** Ends the session that these headers name. @returns the cookie that makes the browser forget it. */
  signOut(headers: Headers): Promise<string[]>
  /** @throws {HttpError} PASSWORD_WRONG, REQUEST_INVALID (a second factor is active already) */
  startSecondFactor(headers: Headers, password: string): Promise<{ uri: string; recoveryCodes: string[] }>
  /** Switches the started second factor on. @throws {HttpError} SECOND_FACTOR_INVALID */
  confirmSecondFactor(headers: Headers, code: string): Promise<void>
}

/** In seconds: a session ends after so long without use, and after so long in any case. */
export const sessionSeconds = { idle: 12 * 3600, absolute: 7 * 86_400, refresh: 300 } as const

/** Where a session was begun, for its owner to recognise it. */
export interface Client {
  address: string
  userAgent: string
}

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

/** What signing in came to; `cookies` are complete `Set-Cookie` values. */
export interface SignedIn {
  token: string
  userId: string
  cookies: string[]
}

/**
 * Opens what accounts rest on. better-auth itself is loaded when somebody first signs in: a sibling asks for the status long
 * before that, and a third of a start would be spent on it.
 *
 * @param options.secure - Cookies travel over https only, under the `__Host-` prefix.
 * @param options.cost - Cost of a password hash; lower in tests only.
 */
export function openAuth(options: { database: HubDatabase; secure: boolean; cost?: PasswordCost }): Auth {
  const { database, secure, cost = passwordCost } = options
  const cookieName = secure ? '__Host-licet_session' : 'licet_session'
  let opened: Promise<AuthEngine> | undefined
  const engine = (): Promise<AuthEngine> => {
    opened ??= import('./auth-engine.ts').then(({ openAuthEngine }) =>
      openAuthEngine({ database, cookieName, secure, cost }),
    )
    return opened
  }
  return {
    cookieName,
    hash: password => hashPassword(password, cost),
    session: async headers => (await engine()).session(headers),
    signIn: async (body, client) => (await engine()).signIn(body, client),
    signOut: async headers => (await engine()).signOut(headers),
    startSecondFactor: async (headers, password) => (await engine()).startSecondFactor(headers, password),
    confirmSecondFactor: async (headers, code) => (await engine()).confirmSecondFactor(headers, code),
  }
}
