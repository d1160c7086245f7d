/** What is wrong with a new password before it is sent; common ones only the servers know. */
export type PasswordFault = 'tooShort' | 'tooLong'

const charactersMin = 12
const bytesMax = 1024

/** Checks a new password by length alone, as the servers do: at least 12 characters, at most 1,024 bytes of NFC. */
export function passwordFault(password: string): PasswordFault | null {
  const normal = password.normalize('NFC')
  if (Array.from(normal).length < charactersMin) return 'tooShort'
  if (new TextEncoder().encode(normal).length > bytesMax) return 'tooLong'
  return null
}
