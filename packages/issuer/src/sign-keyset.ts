import { parseTrust, verifyKeyset } from '@licet/license'
import { IssuerError } from './errors.ts'
import { parseKeysetPayload } from './parse-draft.ts'
import { refusalOf } from './refusal.ts'
import { encodePayload, signArtifact } from './sign-artifact.ts'
import type { SigningKey } from './signing-key.ts'
import { type RootSet, rootJwkOf, type TrustEntry } from './trust-file.ts'

/** The vendor's signing keys, all of them: a later keyset replaces an earlier one. Times in epoch seconds. */
export interface KeysetPayload {
  iss: string
  iat: number
  /** Rises with every keyset; gaps are allowed. */
  sequence: number
  /** After it an installation asks for a newer keyset; licenses keep verifying. */
  exp?: number
  keys: readonly TrustEntry[]
  /** From lowest to highest; left out, the installation keeps the order it knows. */
  tiers?: readonly string[]
  /** New root keys; believed only if enough of the old and enough of the new ones sign. */
  roots?: RootSet
}

/**
 * Signs a keyset with every root key given: one compact JWS for each, over the same bytes, joined by `~`.
 *
 * @throws {IssuerError} KEY_USE_WRONG for a key that is not a root key, CLAIMS_REFUSED
 */
export async function signKeyset(payload: KeysetPayload, rootKeys: readonly SigningKey[]): Promise<string> {
  return signKeysetBytes(encodePayload(payload), rootKeys)
}

/**
 * Adds the signatures of more root keys to a keyset, so that root keys can be kept by different people.
 *
 * @param keyset - What {@link signKeyset} returned, or a former answer of this function.
 * @throws {IssuerError} CLAIMS_REFUSED where the signatures given are not over one payload
 */
export async function cosignKeyset(keyset: string, rootKeys: readonly SigningKey[]): Promise<string> {
  const signed = keyset.split('~')
  const payloads = new Set(signed.map(part => part.split('.')[1]))
  const [payload] = payloads
  if (payload === undefined || payloads.size !== 1) throw new IssuerError('CLAIMS_REFUSED', 'payload')
  const added = await signKeysetBytes(new Uint8Array(Buffer.from(payload, 'base64url')), rootKeys)
  return [...new Set([...signed, ...added.split('~')])].join('~')
}

async function signKeysetBytes(bytes: Uint8Array, rootKeys: readonly SigningKey[]): Promise<string> {
  await assertAcceptable(bytes, rootKeys)
  return (await Promise.all(rootKeys.map(key => signRoot(bytes, key)))).join('~')
}

function signRoot(bytes: Uint8Array, rootKey: SigningKey): Promise<string> {
  return signArtifact('keyset+jwt', bytes, rootKey, ['root'])
}

/**
 * Judged as an installation would that knows exactly these root keys. New roots are parsed but left out of the trial
 * signature: theirs may be added later, by other hands.
 */
async function assertAcceptable(bytes: Uint8Array, rootKeys: readonly SigningKey[]): Promise<void> {
  const said: unknown = parseJson(bytes)
  const payload = parseKeysetPayload(said)
  const { iss, iat, sequence, keys } = payload
  const roots = { threshold: rootKeys.length, keys: rootKeys.map(rootJwkOf) }
  const trialBytes = encodePayload({ ...Object(said), roots: undefined })
  try {
    if (payload.roots) await parseTrust({ issuer: iss, roots: payload.roots, keys })
    const trust = await parseTrust({ issuer: iss, roots, keys })
    const trial = await Promise.all(rootKeys.map(key => signRoot(trialBytes, key)))
    await verifyKeyset(trial.join('~'), { ...trust, sequence: sequence - 1 }, { now: iat })
  } catch (error) {
    throw new IssuerError('CLAIMS_REFUSED', refusalOf(error), { cause: error })
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new IssuerError('CLAIMS_REFUSED', 'payload', { cause: error })
  }
}
