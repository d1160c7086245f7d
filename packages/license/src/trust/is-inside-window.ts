import type { TrustedKey } from './trust.ts'

/** Tells whether a key was in use when something says it was issued; what does not say when is not judged. */
export function isInsideWindow(key: TrustedKey, issuedAt: number | undefined): boolean {
  if (issuedAt === undefined) return true
  if (key.notBefore !== null && issuedAt < key.notBefore) return false
  return key.notAfter === null || issuedAt < key.notAfter
}
