import { type KeysetClaims, parseKeysetClaims } from '../claims/parse-keyset-claims.ts'
import { LicenseError } from '../errors.ts'
import type { JsonObject } from '../json-object.ts'
import { artifactBytesMax } from '../limits.ts'
import { decodeBase64url } from '../token/base64url.ts'
import { isSignedBy } from '../token/is-signed-by.ts'
import { type Envelope, parseEnvelope } from '../token/parse-envelope.ts'
import { parseStrictJson } from '../token/strict-json.ts'
import { composeTrust } from './compose-trust.ts'
import { addCompromised } from './compromised.ts'
import { parseKeys } from './parse-keys.ts'
import { parseRoots } from './parse-roots.ts'
import { parseTiers } from './parse-trust.ts'
import type { RootKey, Roots, Trust } from './trust.ts'

/** Enough for the root keys of a generous threshold, old and new; bounds what a forged keyset costs. */
const signaturesMax = 16

/**
 * Checks a keyset and returns the trust that it makes: its keys in place of the present ones.
 *
 * A keyset is one compact JWS for each root key that signs, over the same payload, joined by `~`. One root key counts
 * once; signatures by unknown keys, or wrong ones, are ignored beside enough right ones. New root keys are taken only if
 * the present and the new ones both reach their threshold.
 *
 * An expired keyset is taken if it is newer than the one in use: see {@link Trust.expiresAt}. A key that was called
 * compromised before stays so, whatever the keyset says about it, and also where it says nothing.
 *
 * @param text - Payload `{iss, iat, sequence, exp?, keys: […], tiers?, roots?}`, members as in a trust file.
 * @param options.now - Epoch seconds; only bounds how far ahead `iat` may lie.
 * @throws {LicenseError} KEYSET_NO_ROOTS, TOKEN_*, KEYSET_THRESHOLD, ISSUER_WRONG, CLAIMS_INVALID, ISSUED_IN_FUTURE,
 *   SEQUENCE_ROLLBACK, TRUST_*
 * @see The Update Framework 1.0.34 section 5.3
 */
export async function verifyKeyset(text: string, trust: Trust, options: { now: number }): Promise<Trust> {
  const keyset = await readKeyset(text, trust, options)
  if (keyset.claims.sequence <= trust.sequence) throw new LicenseError('SEQUENCE_ROLLBACK')
  return replaceKeys(trust, keyset)
}

/**
 * Reads a keyset again that was taken earlier, perhaps under an older build. One that is not newer than the trust replaces
 * nothing, but what it calls compromised is compromised for ever.
 *
 * @returns `trust` itself where the keyset adds nothing.
 * @throws {LicenseError} as {@link verifyKeyset}, but never SEQUENCE_ROLLBACK
 */
export async function recallKeyset(text: string, trust: Trust, options: { now: number }): Promise<Trust> {
  const keyset = await readKeyset(text, trust, options)
  if (keyset.claims.sequence > trust.sequence) return replaceKeys(trust, keyset)
  const older = await parseKeys(keyset.claims.keys)
  const compromised = addCompromised(trust.compromised, older.values())
  const { kids, points } = trust.compromised
  if (compromised.kids.size === kids.size && compromised.points.size === points.size) return trust
  return composeTrust(trust, trust.keys, { keys: older, compromised })
}

/** A keyset that enough root keys have signed. */
interface SignedKeyset {
  envelopes: readonly Envelope[]
  claims: KeysetClaims
}

async function readKeyset(text: string, trust: Trust, options: { now: number }): Promise<SignedKeyset> {
  const { issuer, roots } = trust
  if (roots === null) throw new LicenseError('KEYSET_NO_ROOTS')
  const { envelopes, payload } = parseEnvelopes(text)
  await assertThreshold(envelopes, roots)
  return { envelopes, claims: parseKeysetClaims(payload, { issuer, now: options.now }) }
}

async function replaceKeys(trust: Trust, { envelopes, claims }: SignedKeyset): Promise<Trust> {
  const { sequence, expiresAt } = claims
  const said = {
    ...trust,
    tiers: claims.tiers === undefined ? trust.tiers : parseTiers(claims.tiers),
    roots: claims.roots === undefined ? trust.roots : await acceptRoots(claims.roots, envelopes),
    sequence,
    expiresAt,
  }
  return composeTrust(said, await parseKeys(claims.keys), trust)
}

function parseEnvelopes(text: unknown): { envelopes: readonly Envelope[]; payload: JsonObject } {
  if (typeof text !== 'string') throw new LicenseError('TOKEN_MALFORMED')
  if (text.length > artifactBytesMax) throw new LicenseError('TOKEN_TOO_LARGE')
  const parts = text.split('~', signaturesMax + 1)
  if (parts.length > signaturesMax) throw new LicenseError('TOKEN_MALFORMED')
  const envelopes = parts.map(parseKeysetEnvelope)
  // Every byte string has one spelling, so equal text is equal bytes.
  const payload = envelopes
    .map(envelope => envelope.payload)
    .reduce((first, other) => (other === first ? first : refuseMixture()))
  return { envelopes, payload: parseStrictJson(decodeBase64url(payload)) }
}

function refuseMixture(): never {
  throw new LicenseError('TOKEN_MALFORMED')
}

function parseKeysetEnvelope(token: string): Envelope {
  const envelope = parseEnvelope(token, artifactBytesMax)
  if (envelope.header.typ !== 'keyset+jwt') throw new LicenseError('TOKEN_TYPE_WRONG')
  return envelope
}

/** TUF 5.3.4: new roots also sign themselves, so that nobody is locked out by keys that nobody holds. */
async function acceptRoots(value: unknown, envelopes: readonly Envelope[]): Promise<Roots> {
  const roots = await parseRoots(value)
  await assertThreshold(envelopes, roots)
  return roots
}

async function assertThreshold(envelopes: readonly Envelope[], roots: Roots): Promise<void> {
  let signed = 0
  for (const root of roots.keys) if (await isSignedByAny(envelopes, root)) signed++
  if (signed < roots.threshold) throw new LicenseError('KEYSET_THRESHOLD')
}

async function isSignedByAny(envelopes: readonly Envelope[], root: RootKey): Promise<boolean> {
  for (const envelope of envelopes) {
    const { alg, kid } = envelope.header
    if (alg === root.alg && (kid === undefined || kid === root.kid) && (await isSignedBy(envelope, root)))
      return true
  }
  return false
}
