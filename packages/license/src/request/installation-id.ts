import { sha256 } from '../token/sha256.ts'

/**
 * The id of the installation that holds the private half of a key: `ins_` and 32 hex digits of the key's thumbprint, so
 * nobody can claim it without the key.
 *
 * @param jwk - An Ed25519 public key; only `x` tells one from another.
 * @see RFC 7638; RFC 8037 appendix A.3
 */
export function installationIdOf(jwk: Readonly<{ x: string }>): string {
  const thumbprint = sha256(new TextEncoder().encode(`{"crv":"Ed25519","kty":"OKP","x":"${jwk.x}"}`))
  return `ins_${thumbprint.slice(0, 32)}`
}
