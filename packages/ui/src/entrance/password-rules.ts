/** What is wrong with a new password before it is sent; common ones only the Hub knows. */
export type PasswordFault = 'tooShort' | 'tooLong'

const charactersMin = 12
const bytesMax = 1024

/** Judges a new password by length alone, as the Hub does: at least 12 characters, at most 1,024 bytes. */
export function passwordFault(password: string): PasswordFault | null {
  if (password.length < charactersMin) return 'tooShort'
  if (new TextEncoder().encode(password).length > bytesMax) return 'tooLong'
  return null
}
