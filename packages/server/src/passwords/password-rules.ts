import { setImmediate } from 'node:timers/promises'
import { type HttpErrorCode, type PasswordWeakness, passwordWeaknesses } from '@licet/api'
import { HttpError } from '../http-error.ts'

/** Characters are Unicode code points, bytes those of UTF-8; both of the NFC form. */
export const passwordLength = { charactersMin: 12, bytesMax: 1024 } as const

// Ten thousand million guesses: months online, and a quarter of a second each for whoever has the hash.
const guessesMin = 1e10

/** Why a password is not accepted. */
export interface PasswordFault {
  code: 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | 'PASSWORD_COMMON'
  /** Of PASSWORD_COMMON only. */
  weakness?: PasswordWeakness
  /** One English sentence; holds nothing of the password. */
  message: string
}

/**
 * Evaluates a new password or passphrase: its length, then how many guesses it takes.
 *
 * Well-known passwords, words of the language, keyboard walks, repeats, sequences and dates are cheap guesses, and so are the
 * words of the account and the product; none of them is forbidden as a part of something longer.
 *
 * @param owner - Texts that belong to the account: its e-mail address and name.
 * @returns null for a password that is accepted.
 */
export async function checkPassword(
  password: string,
  owner: readonly string[] = [],
): Promise<PasswordFault | null> {
  const normal = password.normalize('NFC')
  if (Buffer.byteLength(normal) > passwordLength.bytesMax) return fault('PASSWORD_TOO_LONG')
  if (Array.from(normal).length < passwordLength.charactersMin) return fault('PASSWORD_TOO_SHORT')
  const { estimateGuesses } = await import('./estimate-guesses.ts')
  // Each estimate takes milliseconds: between those of a long list the server answers others.
  await setImmediate()
  const { guesses, weakness } = estimateGuesses(normal, owner.flatMap(ownWords))
  if (guesses >= guessesMin) return null
  return { code: 'PASSWORD_COMMON', weakness, message: passwordWeaknesses[weakness] }
}

/**
 * Asserts that a new password is accepted, see {@link checkPassword}.
 *
 * @param field - The name of the member, for the response's `fields`.
 * @throws {HttpError} PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_COMMON (with its `weakness`)
 */
export async function assertPassword(
  password: string,
  owner: readonly string[] = [],
  field = 'password',
): Promise<void> {
  const found = await checkPassword(password, owner)
  if (found === null) return
  const { code, weakness, message } = found
  throw new HttpError(code, {
    fields: { [field]: message },
    ...(weakness !== undefined && { body: { weakness } }),
  })
}

// `Ada Lovelace` and `ada.lovelace@example.com` are guessed whole, in parts and run together.
function ownWords(text: string): string[] {
  const normal = text.normalize('NFC').toLowerCase()
  const parts = normal.split(/[^\p{L}\p{N}]+/u)
  const [local = ''] = normal.split('@')
  const words = [normal, local, parts.join(''), local.replaceAll(/[^\p{L}\p{N}]/gu, ''), ...parts]
  return words.filter(word => word.length >= 3)
}

const fault = (code: HttpErrorCode & PasswordFault['code']): PasswordFault => ({
  code,
  message: new HttpError(code).message,
})
