import { randomBytes } from 'node:crypto'
import { APIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import { bearer, twoFactor } from 'better-auth/plugins'
import { HttpError } from '../http-error.ts'
import { hashPassword, type PasswordCost, verifyPassword } from '../password-hash.ts'
import { appCode } from './app-code.ts'
import { type CodeGuesses, createCodeGuesses } from './code-guesses.ts'
import { hashSessionTokens, type OpenAdapter } from './hash-session-tokens.ts'
import { type Client, type LiveSession, type SignedIn, sessionSeconds } from './live-session.ts'
import {
  createRecoveryCodes,
  hashRecoveryCodes,
  recoveryCodeHash,
  recoveryCodeStorage,
} from './recovery-codes.ts'

/** What better-auth does for a server. */
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

/** Where accounts are kept, as the engine reaches them. */
export interface AuthStore {
  /** An adapter of better-auth on the server's own connection. */
  adapter: OpenAdapter
  /** Signs session cookies and encrypts second factors; part of every backup. */
  secret: string
}

/** What the engine is told by the server that it works for. */
export interface AuthOptions {
  /** Stands in authenticator apps beside the account. */
  appName: string
  cookieName: string
  secure: boolean
  cost: PasswordCost
  store: AuthStore
  /** Asked whenever a session begins. */
  isEnabled: (userId: string) => boolean | Promise<boolean>
}

/** Opens better-auth on a server's database, with our password hashing and without any way to sign up. */
export async function openAuthEngine(options: AuthOptions): Promise<AuthEngine> {
  const { appName, cookieName, secure, cost, store, isEnabled } = options
  const auth = betterAuth({
    appName,
    baseURL: 'http://localhost',
    secret: store.secret,
    // Where a request may come from is checked before it gets here, by name of host and by origin.
    trustedOrigins: () => ['*'],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: hashSessionTokens(store.adapter),
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 4096,
      password: {
        // Nobody signs up here: this is the work for an unknown address, as much as verifying takes.
        hash: async password => {
          if (password.normalize('NFC') !== password) await hashPassword(password, cost)
          return hashPassword(password, cost)
        },
        verify: ({ hash, password }) => verifyPassword(password, hash),
      },
    },
    session: { expiresIn: sessionSeconds.idle, updateAge: sessionSeconds.refresh, freshAge: 0 },
    advanced: {
      useSecureCookies: false,
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'strict', path: '/' },
      cookies: { session_token: { name: cookieName } },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: {
        // The tables are those of our migrations, whose column types it would not guess.
        validateSchema: false,
        generateId: ({ model }) => `${idPrefix[model] ?? 'row'}_${randomBytes(12).toString('hex')}`,
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            if (!(await isEnabled(userId))) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED' })
          },
        },
      },
    },
    plugins: [
      bearer(),
      twoFactor({
        issuer: appName,
        // A wait by account alone would let whoever knows the password lock its owner out.
        accountLockout: { enabled: false },
        backupCodeOptions: {
          customBackupCodesGenerate: createRecoveryCodes,
          storeBackupCodes: recoveryCodeStorage(store.secret),
        },
      }),
    ],
  })
  const { adapter } = await auth.$context
  await hashRecoveryCodes(adapter, store.secret)
  return sessions(
    auth.api,
    cookieName,
    createCodeGuesses(() => performance.now() / 1000),
  )
}

const addressHeader = 'x-licet-client-address'
const idPrefix: Record<string, string> = {
  session: 'ses',
  verification: 'ver',
  twoFactor: 'tfa',
  account: 'acc',
}

type Api = ReturnType<
  typeof betterAuth<{ plugins: [ReturnType<typeof bearer>, ReturnType<typeof twoFactor>] }>
>['api']

function sessions(api: Api, cookieName: string, guesses: CodeGuesses): AuthEngine {
  return {
    async session(headers) {
      const { response, headers: answer } = await api.getSession({ headers, returnHeaders: true })
      if (!response) return null
      const { id, token, userId, createdAt, expiresAt, userAgent } = response.session
      const times = { createdAt: seconds(createdAt), expiresAt: seconds(expiresAt) }
      return {
        id,
        token,
        userId,
        ...times,
        userAgent: userAgent ?? '',
        cookies: sessionCookies(answer, cookieName),
      }
    },

    async signIn(body, client) {
      const { email, password, code } = body
      const headers = clientHeaders(client)
      const first = await answered(() =>
        api.signInEmail({ body: { email, password }, headers, returnHeaders: true }),
      )
      if (!('twoFactorRedirect' in first.response)) return signedIn(first.response, first.headers, cookieName)
      if (code === undefined || code.trim() === '') throw new HttpError('SECOND_FACTOR_REQUIRED')
      headers.set(
        'cookie',
        first.headers
          .getSetCookie()
          .map(cookie => cookie.split(';')[0])
          .join('; '),
      )
      const digits = appCode(code)
      const giveBack = digits === null ? () => {} : guesses.take(email, client.address)
      const second = await answered(
        () =>
          digits === null
            ? api.verifyBackupCode({ body: { code: recoveryCodeHash(code) }, headers, returnHeaders: true })
            : api.verifyTOTP({ body: { code: digits }, headers, returnHeaders: true }),
        'SECOND_FACTOR_INVALID',
      )
      giveBack()
      return signedIn(second.response, second.headers, cookieName)
    },

    async signOut(headers) {
      const { headers: answer } = await api.signOut({ headers, returnHeaders: true })
      return sessionCookies(answer, cookieName)
    },

    async startSecondFactor(headers, password) {
      const body = { password, method: 'totp' as const }
      const started = await answered(() => api.enableTwoFactor({ body, headers }), 'PASSWORD_WRONG')
      if (started.method !== 'totp') throw new HttpError('INTERNAL')
      return { uri: started.totpURI, recoveryCodes: started.backupCodes }
    },

    async confirmSecondFactor(headers, code) {
      await answered(
        () => api.verifyTOTP({ body: { code: appCode(code) ?? '' }, headers }),
        'SECOND_FACTOR_INVALID',
      )
    },
  }
}

// better-auth's codes change with its versions; its status codes do not.
async function answered<T>(
  call: () => Promise<T>,
  refusal: 'CREDENTIAL_INVALID' | 'SECOND_FACTOR_INVALID' | 'PASSWORD_WRONG' = 'CREDENTIAL_INVALID',
): Promise<T> {
  try {
    return await call()
  } catch (thrown) {
    if (!(thrown instanceof APIError)) throw thrown
    if (thrown.statusCode === 403) throw new HttpError('ACCOUNT_DISABLED')
    if (thrown.statusCode === 429) throw new HttpError('RATE_LIMITED', { retryAfterSeconds: 60 })
    if (thrown.statusCode >= 500) throw new HttpError('INTERNAL', { cause: thrown })
    throw new HttpError(refusal)
  }
}

function signedIn(
  answer: { token?: string | undefined; user: { id: string } },
  headers: Headers,
  cookieName: string,
): SignedIn {
  if (!answer.token) throw new HttpError('INTERNAL')
  return { token: answer.token, userId: answer.user.id, cookies: sessionCookies(headers, cookieName) }
}

function clientHeaders({ address, userAgent }: Client): Headers {
  return new Headers({ [addressHeader]: address, 'user-agent': userAgent.slice(0, 300) })
}

const sessionCookies = (headers: Headers, name: string): string[] =>
  headers.getSetCookie().filter(cookie => cookie.startsWith(`${name}=`))

const seconds = (moment: Date | string): number => Math.floor(new Date(moment).getTime() / 1000)
