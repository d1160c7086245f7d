import type { KeyObject } from 'node:crypto'
import {
  encodePayload,
  type LicensePayload,
  type RevocationsPayload,
  signArtifact,
  signLicense,
  signRevocations,
} from '@licet/issuer'
import { type Alg, issuedAheadSecondsMax, type KeyUse } from '@licet/license'
import { HttpError } from '@licet/server'
import type { Logger } from 'pino'
import type { Queryable } from '../store/database.ts'
import { loadSecret } from '../store/secrets.ts'
import { loadSignedTime } from '../store/signed-time.ts'
import { loadActiveKey, loadSigningKeys, type StoredSigningKey } from '../store/signing-keys.ts'
import { openCanary } from './canary.ts'
import { type OpenedKey, openKey } from './sealed-key.ts'

/** Whether anything can be signed; the reason is a sentence for whoever runs the server. */
export type SigningState = { state: 'ready'; reason: '' } | { state: 'refused'; reason: string }

/** Signs with the vendor's keys. */
export interface Signer {
  /**
   * Signs with the key that is active, on whichever instance it was activated. Licenses and revocation lists are
   * returned only once the strict verifier has accepted them. An `iat` below the newest that was signed is raised to it, see
   * {@link KeyRing.signsAt}.
   *
   * @param typ - `license+jwt`, `activation+jwt`, `revocations+jwt`, …
   * @returns a compact JWS.
   * @throws {HttpError} SIGNING_UNAVAILABLE
   * @throws {IssuerError} CLAIMS_REFUSED: no verifier would accept it.
   */
  sign(use: KeyUse, typ: string, payload: object): Promise<string>
}

/** The vendor's signing keys. Private parts stay in here: what leaves is signed text. Each call asks anew which key is active. */
export interface KeyRing extends Signer {
  state(): SigningState
  /** Which key signs artifacts of this use at present. @throws {HttpError} SIGNING_UNAVAILABLE */
  active(use: KeyUse): Promise<{ kid: string; alg: Alg }>
  /** A signer for the answers of one transaction: asks once for each use which key is active, and stays with it. */
  steady(): Signer
  /** The newest time that was signed, as far as this instance knows; epoch seconds. */
  newestSigned(): number
  /**
   * The time that something signed now carries: never below the newest that was signed. Where that lies more than a day ahead,
   * it was signed under a wrong clock, and no installation with the right one would believe it: then the clock counts.
   *
   * @param now - Epoch seconds.
   */
  signsAt(now: number): number
  /** Learns of a time that was signed, here before or by another instance: nothing is signed below it. */
  raiseSigned(at: number): void
  /** Seals a new private key so that this ring can open it. @throws {HttpError} SIGNING_UNAVAILABLE */
  sealingKey(): KeyObject
  /** Opens every stored key again, and judges anew whether anything can be signed. */
  reload(): Promise<void>
}

/**
 * Opens the ring: every stored key is opened, whatever its status, and must make the public part it is stored with. With a wrong
 * passphrase, swapped rows or a changed byte the ring stays shut: the server reads and answers, and signs nothing.
 */
export async function openKeyRing(options: {
  database: Queryable
  passphrase: string
  log: Logger
}): Promise<KeyRing> {
  const { database, passphrase, log } = options
  let sealing: KeyObject | null = null
  let opened = new Map<string, { envelope: string; key: OpenedKey }>()
  let newest = (await loadSignedTime(database)) ?? 0
  let state: SigningState = { state: 'refused', reason: 'The signing keys were not opened yet.' }

  const refuse = (reason: string, err?: unknown): void => {
    state = { state: 'refused', reason }
    log.error({ err, reason }, 'signing is refused')
  }
  const open = async (stored: StoredSigningKey, key: KeyObject): Promise<OpenedKey | null> => {
    const known = opened.get(stored.kid)
    if (known?.envelope === stored.envelope && isSameKey(known.key, stored)) return known.key
    try {
      const fresh = await openKey(stored, stored.envelope, key)
      opened.set(stored.kid, { envelope: stored.envelope, key: fresh })
      return fresh
    } catch (err) {
      refuse(`The stored signing key ${stored.kid} was changed, or belongs to another one.`, err)
      return null
    }
  }
  const reload = async (): Promise<void> => {
    opened = new Map()
    const canary = await loadSecret(database, 'key_canary')
    sealing = canary === null ? null : await openCanary(canary, passphrase)
    if (sealing === null)
      return refuse(
        'CONTROL_KEY_PASSPHRASE is not the one that the signing keys are sealed with, or its proof was changed.',
      )
    const stored = await loadSigningKeys(database)
    for (const key of stored) if ((await open(key, sealing)) === null) return
    const active = stored.filter(({ status }) => status === 'active').map(({ use }) => use)
    if (new Set(active).size < active.length) return refuse('Two signing keys of one use are active.')
    state = { state: 'ready', reason: '' }
    log.info({ keys: stored.map(({ kid, use, status }) => ({ kid, use, status })) }, 'signing keys opened')
  }
  const activeKey = async (use: KeyUse): Promise<OpenedKey> => {
    if (state.state === 'refused' || sealing === null) throw new HttpError('SIGNING_UNAVAILABLE')
    const stored = await loadActiveKey(database, use)
    const key = stored && (await open(stored, sealing))
    if (!key) throw new HttpError('SIGNING_UNAVAILABLE')
    return key
  }

  const raiseSigned = (at: number): void => {
    newest = Math.max(newest, at)
  }
  const signsAt = (now: number): number =>
    newest > now + issuedAheadSecondsMax ? now : Math.max(now, newest)
  const signWith = (key: OpenedKey, typ: string, payload: object): Promise<string> => {
    if (!('iat' in payload) || typeof payload.iat !== 'number') return signText(key, typ, payload)
    const iat = signsAt(payload.iat)
    if (iat < newest) log.warn({ newest, iat }, 'the clock is more than a day behind what was signed before')
    newest = iat
    return signText(key, typ, { ...payload, iat })
  }

  await reload()
  return {
    state: () => state,
    active: async use => {
      const { kid, alg } = await activeKey(use)
      return { kid, alg }
    },
    sign: async (use, typ, payload) => signWith(await activeKey(use), typ, payload),
    steady: () => {
      const asked = new Map<KeyUse, Promise<OpenedKey>>()
      return {
        sign: async (use, typ, payload) => {
          const key = asked.get(use) ?? activeKey(use)
          asked.set(use, key)
          return signWith(await key, typ, payload)
        },
      }
    },
    newestSigned: () => newest,
    signsAt,
    raiseSigned,
    sealingKey: () => {
      if (state.state === 'refused' || sealing === null) throw new HttpError('SIGNING_UNAVAILABLE')
      return sealing
    },
    reload,
  }
}

function signText(key: OpenedKey, typ: string, payload: object): Promise<string> {
  if (typ === 'license+jwt') return signLicense(payload as LicensePayload, key)
  if (typ === 'revocations+jwt') return signRevocations(payload as RevocationsPayload, key)
  return signArtifact(typ, encodePayload(payload), key, [key.use])
}

// The envelope is bound to all of this; so is what was opened before.
function isSameKey(key: OpenedKey, { use, alg, jwk }: StoredSigningKey): boolean {
  return key.use === use && key.alg === alg && JSON.stringify(key.jwk) === JSON.stringify(jwk)
}
