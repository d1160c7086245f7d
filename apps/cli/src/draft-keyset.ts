import { type KeysetPayload, parseKeysetBase, rootJwkOf, type TrustEntry, trustEntryOf } from '@licet/issuer'
import { type KeyStatus, pointOf } from '@licet/license'
import type { Context } from './context.ts'
import { CliError } from './errors.ts'
import { readEnd } from './input/read-moment.ts'
import { readPayload } from './input/read-payload.ts'
import { readPublicParts } from './input/read-public-part.ts'

/** The options of `licet keyset create`. */
export interface KeysetOptions {
  from?: string
  issuer?: string
  sequence?: number
  key?: string[]
  retire?: string[]
  compromise?: string[]
  remove?: string[]
  root?: string[]
  threshold?: number
  tiers?: string[]
  expires?: string
  now?: number
}

/**
 * The next keyset: the keys of the previous one, with the changes that the options ask for.
 *
 * A retired key gets an end (now), so that what it signed before counts and what it signs later does not. A compromised one
 * stays as it is, in this keyset and in every later one.
 *
 * @throws {CliError} CLAIM_MISSING, OPTION_INVALID for a key id that is not there or a new one that is
 */
export async function draftKeyset(context: Context, options: KeysetOptions): Promise<KeysetPayload> {
  const now = options.now ?? context.now()
  const base = options.from === undefined ? null : await readPayload(context, options.from, parseKeysetBase)
  const previous = base?.payload
  const iss = options.issuer ?? previous?.iss
  if (iss === undefined) throw new CliError('CLAIM_MISSING', 'iss, --issuer')
  const tiers = options.tiers ?? previous?.tiers
  const roots = await newRoots(context, options)
  return {
    iss,
    iat: now,
    sequence: options.sequence ?? (previous?.sequence ?? 0) + 1,
    ...(options.expires === undefined ? {} : { exp: readEnd(context, '--expires', options.expires, now) }),
    keys: await nextKeys(context, previous?.keys ?? [], options, now),
    ...(tiers === undefined ? {} : { tiers }),
    ...(roots === undefined ? {} : { roots }),
  }
}

async function nextKeys(
  context: Context,
  previous: readonly TrustEntry[],
  options: KeysetOptions,
  now: number,
): Promise<TrustEntry[]> {
  const keys = new Map(previous.map(entry => [entry.kid, entry]))
  for (const kid of options.retire ?? []) {
    const entry = soundEntry(keys, kid, '--retire')
    keys.set(kid, { ...withStatus(entry, 'retired'), not_after: Math.min(entry.not_after ?? now, now) })
  }
  for (const kid of options.compromise ?? [])
    keys.set(kid, withStatus(entryNamed(keys, kid, '--compromise'), 'compromised'))
  for (const kid of options.remove ?? []) keys.delete(soundEntry(keys, kid, '--remove').kid)
  for (const part of await readPublicParts(context, options.key)) {
    if (keys.has(part.kid)) throw new CliError('OPTION_INVALID', `--key: ${part.kid} is there already`)
    const same = [...keys.values()].find(({ jwk }) => pointOf(jwk) === pointOf(part.jwk))
    if (same !== undefined)
      throw new CliError(
        'OPTION_INVALID',
        `--key: ${part.kid} is the public key that is there as ${same.kid}`,
      )
    keys.set(part.kid, 'status' in part ? part : trustEntryOf(part))
  }
  return [...keys.values()]
}

function entryNamed(keys: ReadonlyMap<string, TrustEntry>, kid: string, option: string): TrustEntry {
  const entry = keys.get(kid)
  if (entry === undefined) throw new CliError('OPTION_INVALID', `${option}: no key ${kid}`)
  return entry
}

/** Installations that have not heard of it yet would believe it again. */
function soundEntry(keys: ReadonlyMap<string, TrustEntry>, kid: string, option: string): TrustEntry {
  const entry = entryNamed(keys, kid, option)
  if (entry.status === 'compromised')
    throw new CliError('OPTION_INVALID', `${option}: ${kid} is compromised, and stays so in every keyset`)
  return entry
}

function withStatus(entry: TrustEntry, status: KeyStatus): TrustEntry {
  return { ...entry, status }
}

async function newRoots(context: Context, options: KeysetOptions): Promise<KeysetPayload['roots']> {
  if (options.root === undefined) {
    if (options.threshold !== undefined) throw new CliError('OPTION_INVALID', '--threshold needs --root')
    return undefined
  }
  const parts = await readPublicParts(context, options.root)
  return { threshold: options.threshold ?? 1, keys: parts.map(rootJwkOf) }
}
