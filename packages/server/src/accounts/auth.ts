import { hashPassword, type PasswordCost, passwordCost } from '../password-hash.ts'
import type { AuthEngine, AuthOptions, AuthStore } from './auth-engine.ts'

/** The engine under accounts: passwords, sessions, second factors. No HTTP of its own is mounted anywhere. */
export interface Auth extends AuthEngine {
  cookieName: string
  hash(password: string): Promise<string>
}

/**
 * Opens what accounts rest on. better-auth itself is loaded when somebody first signs in: a server answers machines long
 * before that, and a third of a start would be spent on it.
 *
 * @param options.cookieName - Of the session; gets the `__Host-` prefix where cookies are secure.
 * @param options.secure - Cookies travel over https only.
 * @param options.cost - Cost of a password hash; lower in tests only.
 * @param options.openStore - Called once, when the engine is first needed.
 */
export function openAuth(
  options: Pick<AuthOptions, 'appName' | 'cookieName' | 'secure' | 'isEnabled'> & {
    cost?: PasswordCost
    openStore: () => Promise<AuthStore>
  },
): Auth {
  const { appName, secure, isEnabled, openStore, cost = passwordCost } = options
  const cookieName = secure ? `__Host-${options.cookieName}` : options.cookieName
  let opened: Promise<AuthEngine> | undefined
  const engine = (): Promise<AuthEngine> => {
    opened ??= Promise.all([import('./auth-engine.ts'), openStore()]).then(([{ openAuthEngine }, store]) =>
      openAuthEngine({ appName, cookieName, secure, cost, store, isEnabled }),
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
