import type { RevocationList, VerifiedLicense } from '../claims/claims.ts'

/** Tells whether a revocation list names this license, by id or by digest. */
export function isRevoked(license: VerifiedLicense, revocations: RevocationList | null): boolean {
  return (
    revocations !== null && (revocations.revoked.has(license.id) || revocations.revoked.has(license.digest))
  )
}

/**
 * The license that counts at a moment and the one that takes over from it.
 *
 * Among the licenses that have started, the one activated last counts, whether it is better or worse. A license whose
 * `nbf` lies ahead waits in the queue; it takes over at `nbf`, provided it was activated after the one that counts.
 *
 * @param licenses - In the order in which they were activated.
 * @param now - Epoch seconds.
 */
export function licenseInForce(
  licenses: readonly VerifiedLicense[],
  now: number,
): { current: VerifiedLicense | null; next: VerifiedLicense | null } {
  const at = licenses.findLastIndex(license => startOf(license) <= now)
  let next: VerifiedLicense | null = null
  for (const license of licenses.slice(at + 1)) {
    // Of two that start in the same second the later activated one counts.
    if (next === null || startOf(license) <= startOf(next)) next = license
  }
  return { current: licenses[at] ?? null, next }
}

/** When a license starts, epoch seconds; 0 when it always has. */
export function startOf(license: VerifiedLicense): number {
  return license.claims.nbf ?? 0
}
