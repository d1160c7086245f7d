import { hashPassword, type PasswordCost, passwordCost } from '@licet/server'
import type { HubDatabase } from '../store/database.ts'
import type { AuthEngine } from './auth-engine.ts'

/** The engine under accounts: passwords, sessions, second factors. No HTTP of its own is mounted anywhere. */
export interface Auth extends AuthEngine {
  cookieName: string
  hash(password: string): Promise<string>
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
