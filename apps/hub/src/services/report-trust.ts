import { hash } from 'node:crypto'
import type { trustReport } from '@licet/api'
import type { PublicJwk, TrustedKey } from '@licet/license'
import type { z } from 'zod'
import type { HubDeps } from '../deps.ts'
import type { Snapshot } from '../licensing/snapshot.ts'
import { keysetChain, type TrustAnchors, type TrustOrigin } from '../licensing/trust.ts'

/** Names the public keys this Hub believes in, with their RFC 7638 thumbprints and where each came from. */
export async function reportTrust({ licensing }: HubDeps): Promise<z.infer<typeof trustReport>> {
  const snapshot = await licensing.snapshot()
  const { issuer, tiers, floor, keys } = snapshot.trust
  const { sequence, roots } = keysetChain(snapshot.chains)
  return {
    issuer,
    tiers: [...tiers],
    sequence,
    floor,
    roots: roots && {
      threshold: roots.threshold,
      keys: roots.keys.map(({ kid, alg, jwk }) => ({ kid, alg, thumbprint: thumbprintOf(jwk) })),
    },
    keys: [...keys.values()].map(key => ({
      kid: key.kid,
      alg: key.alg,
      use: key.use,
      status: key.status,
      thumbprint: thumbprintOf(key.jwk),
      notBefore: key.notBefore,
      notAfter: key.notAfter,
      origin: originOf(key, snapshot, licensing.anchors),
    })),
  }
}

function originOf({ kid }: TrustedKey, { chains }: Snapshot, anchors: TrustAnchors): TrustOrigin {
  const isDevelopment = chains.development?.keys.has(kid) === true
  const [chain, anchor] = isDevelopment
    ? [chains.development, anchors.development]
    : [chains.main, anchors.main]
  if (chain?.keys.get(kid) !== anchor?.keys.get(kid)) return 'keyset'
  return isDevelopment ? 'evaluation' : anchors.mainOrigin
}

/** @see RFC 7638 section 3.2 */
function thumbprintOf({ kty, crv, x, y }: PublicJwk): string {
  const members = kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x }
  return hash('sha256', JSON.stringify(members), 'base64url')
}
