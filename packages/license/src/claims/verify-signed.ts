import { LicenseError } from '../errors.ts'
import type { JsonObject } from '../json-object.ts'
import { decodeBase64url } from '../token/base64url.ts'
import { isSignedBy } from '../token/is-signed-by.ts'
import { type Envelope, parseEnvelope } from '../token/parse-envelope.ts'
import { parseStrictJson } from '../token/strict-json.ts'
import { candidateKeys } from '../trust/candidate-keys.ts'
import { isInsideWindow } from '../trust/is-inside-window.ts'
import type { KeyUse, Trust, TrustedKey } from '../trust/trust.ts'
import { assertNotAhead } from './assert-not-ahead.ts'

/** What one kind of artifact must look like before its claims are read. */
export interface ArtifactRules {
  /** Accepted values of `typ`; undefined stands for "absent". */
  types: readonly (string | undefined)[]
  uses: readonly KeyUse[]
  bytesMax: number
}

/** A token whose signature holds and whose issuer is the trusted one. */
export interface SignedToken {
  envelope: Envelope
  payload: JsonObject
  key: TrustedKey
}

/**
 * Checks shape, header, type, key, signature and issuer of a token; the claims are the caller's.
 *
 * @throws {LicenseError} TOKEN_*, TRUST_MISSING, ISSUER_WRONG
 * @see SECURITY-CASES.md A0
 */
export async function verifySigned(token: unknown, trust: Trust, rules: ArtifactRules): Promise<SignedToken> {
  const envelope = parseEnvelope(token, rules.bytesMax)
  // RFC 8725 3.11: one kind of token is never taken for another.
  if (!rules.types.includes(envelope.header.typ)) throw new LicenseError('TOKEN_TYPE_WRONG')
  const candidates = candidateKeys(envelope.header, trust, rules.uses)
  // The signature is checked on another thread; the shape of the payload meanwhile on this one.
  const [key, payload] = await Promise.all([findSigner(envelope, candidates), parsePayload(envelope)])
  if (key === undefined) throw new LicenseError('TOKEN_SIGNATURE_INVALID')
  // RFC 8725 3.8: the issuer is compared as a whole; a list or a prefix is somebody else.
  if (payload.iss !== trust.issuer) throw new LicenseError('ISSUER_WRONG')
  return { envelope, payload, key }
}

/**
 * Checks when a token says it was issued: not ahead of the clock, and while its key was in use.
 *
 * @param now - Epoch seconds.
 * @throws {LicenseError} ISSUED_IN_FUTURE, TOKEN_KEY_OUTSIDE_WINDOW
 */
export function assertIssued(issuedAt: number | undefined, key: TrustedKey, now: number): void {
  if (issuedAt !== undefined) assertNotAhead(issuedAt, now)
  if (!isInsideWindow(key, issuedAt)) throw new LicenseError('TOKEN_KEY_OUTSIDE_WINDOW')
}

async function parsePayload(envelope: Envelope): Promise<JsonObject> {
  return parseStrictJson(decodeBase64url(envelope.payload))
}

async function findSigner(
  envelope: Envelope,
  candidates: readonly TrustedKey[],
): Promise<TrustedKey | undefined> {
  for (const key of candidates) if (await isSignedBy(envelope, key)) return key
  return undefined
}
