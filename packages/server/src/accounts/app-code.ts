/** @returns the six digits of an authenticator app, however they are grouped; null for anything else. */
export function appCode(typed: string): string | null {
  const digits = typed.replace(/[\s-]/gu, '')
  return /^\d{6}$/.test(digits) ? digits : null
}
