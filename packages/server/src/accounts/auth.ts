import { addressBucket } from '../client-address.ts'
import { hashPassword, type PasswordCost, passwordCost, verifyPassword } from '../password-hash.ts'
import { passwordTurns, type Turn } from '../password-turns.ts'
import type { AuthEngine, AuthOptions, AuthStore } from './auth-engine.ts'
import { createKnownBrowsers, type KnownBrowsers } from './known-browsers.ts'
import type { Client, SignedIn } from './live-session.ts'

/** The engine under accounts: passwords, sessions, second factors. No HTTP of its own is mounted anywhere. */
export interface Auth extends Pick<AuthEngine, 'session' | 'signOut' | 'confirmSecondFactor'> {
  cookieName: string
  /** Hashes a password when its turn comes. @throws {HttpError} SERVER_BUSY */
  hash(password: string, turn: Turn): Promise<string>
  /** Compares a password with a stored hash when its turn comes. @throws {HttpError} SERVER_BUSY */
  verify(password: string, stored: string, turn: Turn): Promise<boolean>
  /** Whether a browser signed in to an account before. */
  isKnownBrowser(client: Client, email: string): Promise<boolean>
  /** As the engine does, when its turn comes; the browser is known from then on. @throws {HttpError} SERVER_BUSY */
  signIn(
    body: Parameters<AuthEngine['signIn']>[0],
    client: Client,
    isKnownBrowser: boolean,
  ): Promise<SignedIn>
  /** As the engine does, when its turn comes. @throws {HttpError} SERVER_BUSY */
  startSecondFactor(
    headers: Headers,
    password: string,
    turn: Turn,
  ): ReturnType<AuthEngine['startSecondFactor']>
}

/**
 * Opens what accounts rest on. better-auth itself is loaded when somebody first signs in: a server answers machines long
 * before that, and a third of a start would be spent on it.
 *
 * @param options.cookieName - Of the session; gets the `__Host-` prefix where cookies are secure.
 * @param options.secure - Cookies travel over https only.
 * @param options.cost - Cost of a password hash; lower in tests only.
 * @param options.openStore - Called when the engine is first needed, and again only where opening failed.
 */
export function openAuth(
  options: Pick<AuthOptions, 'appName' | 'cookieName' | 'secure' | 'isEnabled'> & {
    cost?: PasswordCost
    openStore: () => Promise<AuthStore>
  },
): Auth {
  const { appName, secure, isEnabled, openStore, cost = passwordCost } = options
  const cookieName = secure ? `__Host-${options.cookieName}` : options.cookieName
  let opened: Promise<{ engine: AuthEngine; browsers: KnownBrowsers }> | undefined
  const openBoth = async () => {
    const [{ openAuthEngine }, store] = await Promise.all([import('./auth-engine.ts'), openStore()])
    return {
      engine: await openAuthEngine({ appName, cookieName, secure, cost, store, isEnabled }),
      browsers: createKnownBrowsers({ secret: store.secret, cookieName, secure }),
    }
  }
  const open = () => {
    opened ??= openBoth().catch((error: unknown) => {
      // The next call tries again: a database that was busy once closes nobody out until a restart.
      opened = undefined
      throw error
    })
    return opened
  }
  return {
    cookieName,
    hash: (password, turn) => passwordTurns.run(turn, () => hashPassword(password, cost)),
    verify: (password, stored, turn) => passwordTurns.run(turn, () => verifyPassword(password, stored)),
    session: async headers => (await open()).engine.session(headers),
    async isKnownBrowser({ cookies }, email) {
      if (cookies === '') return false
      return (await open()).browsers.isKnown(cookies, email, machineNow())
    },
    async signIn(body, client, isKnownBrowser) {
      const { engine, browsers } = await open()
      const turn: Turn = isKnownBrowser
        ? { lane: 'known', share: body.email }
        : { lane: 'open', share: addressBucket(client.address) }
      const signedIn = await passwordTurns.run(turn, () => engine.signIn(body, client))
      const mark = browsers.remember(client.cookies, body.email, machineNow())
      return { ...signedIn, cookies: [...signedIn.cookies, mark] }
    },
    signOut: async headers => (await open()).engine.signOut(headers),
    async startSecondFactor(headers, password, turn) {
      const { engine } = await open()
      return passwordTurns.run(turn, () => engine.startSecondFactor(headers, password))
    },
    confirmSecondFactor: async (headers, code) => (await open()).engine.confirmSecondFactor(headers, code),
  }
}

// Cookies live by the machine's clock, like sessions.
const machineNow = (): number => Math.floor(Date.now() / 1000)
