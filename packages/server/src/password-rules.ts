import type { HttpErrorCode } from '@licet/api'
import { commonPasswords, commonWords } from './common-passwords.ts'
import { HttpError } from './http-error.ts'

/** In bytes of UTF-8. */
export const passwordBytes = { min: 12, max: 1024 } as const

/**
 * Accepts a password as it is, byte for byte, or refuses it with the one rule it breaks.
 *
 * Refused: under 12 or over 1,024 bytes; one of the common ones, also when only case, digits at the end or look-alike
 * symbols differ; the account's own e-mail address or name; one short piece repeated.
 *
 * @param owner - Words that belong to the account: its e-mail address and name.
 * @param field - The name of the member, for the answer's `fields`.
 * @throws {HttpError} PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_COMMON
 */
export function assertPassword(password: string, owner: readonly string[] = [], field = 'password'): void {
  const length = Buffer.byteLength(password)
  if (length < passwordBytes.min) throw refused('PASSWORD_TOO_SHORT', field)
  if (length > passwordBytes.max) throw refused('PASSWORD_TOO_LONG', field)
  if (isCommon(password) || isOwnWord(password, owner)) throw refused('PASSWORD_COMMON', field)
}

function isCommon(password: string): boolean {
  const plain = password.toLowerCase()
  if (commonPasswords.has(plain) || commonPasswords.has(plain.replace(/[^\p{L}\p{N}]/gu, ''))) return true
  if (isRepetition(plain) || isSequence(plain)) return true
  return isCommonWord(lettersOf(plain)) || isCommonWord(lettersOf(plain.replace(/^[^\p{L}]+/u, '')))
}

// One word, or the same word again and again.
function isCommonWord(letters: string): boolean {
  if (commonWords.has(letters) || commonPasswords.has(letters)) return true
  const [, word] = /^(.{3,}?)\1+$/su.exec(letters) ?? []
  return word !== undefined && commonWords.has(word)
}

const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

// `P@ssw0rd2026!` is `password` to everybody who guesses.
function lettersOf(plain: string): string {
  const stripped = plain.replace(/[^\p{L}]+$/u, '')
  return stripped.replace(/[013457@$!]/g, symbol => lookAlikes[symbol] ?? '').replace(/[^\p{L}\p{N}]/gu, '')
}

function isRepetition(plain: string): boolean {
  return /^(.{1,6})\1+.{0,5}$/su.test(plain) || new Set(plain).size < 5
}

const runs = [
  '0123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
]

function isSequence(plain: string): boolean {
  const backwards = Array.from(plain).toReversed().join('')
  return runs.some(run => run.includes(plain) || run.includes(backwards))
}

function isOwnWord(password: string, owner: readonly string[]): boolean {
  const plain = password.toLowerCase()
  return owner.some(text => {
    const word = text.toLowerCase()
    return plain === word || (word.includes('@') && plain === word.split('@')[0])
  })
}

const refused = (code: HttpErrorCode, field: string): HttpError =>
  new HttpError(code, { fields: { [field]: new HttpError(code).message } })
