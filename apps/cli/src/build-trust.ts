import {
  buildTrustFile,
  parseTrustFile,
  rootJwkOf,
  type TrustFile,
  trustEntryOf,
  trustFileOf,
} from '@licet/issuer'
import {
  artifactBytesMax,
  inspectKeyset,
  issuedAheadSecondsMax,
  parseTrust,
  recallKeyset,
  type Trust,
  verifyRevocations,
} from '@licet/license'
import type { Context } from './context.ts'
import { CliError } from './errors.ts'
import { readJson } from './input/read-input.ts'
import { readMoment } from './input/read-moment.ts'
import { readPublicParts } from './input/read-public-part.ts'
import { readToken } from './input/read-token.ts'

/** The options of `licet trust build`. */
export interface TrustOptions {
  from?: string
  issuer?: string
  tiers?: string[]
  key?: string[]
  root?: string[]
  threshold: number
  keyset?: string[]
  revocations?: string
  sequence?: number
  floorRevocations?: number
  floorTime?: string
  now?: number
}

/**
 * The trust file of the next build: that of the one before, the keysets and the revocation list that were published since,
 * and what the options add.
 *
 * Keysets and lists are verified as an installation would. What happened before the build is written down as `sequence`
 * and `floor`; both only rise, and a key that was ever called compromised stays named as such.
 *
 * @throws {CliError} CLAIM_MISSING, OPTION_INVALID
 * @throws {LicenseError} TOKEN_*, KEYSET_*, SEQUENCE_ROLLBACK for a list below the floor
 * @throws {IssuerError} TRUST_REFUSED, DRAFT_INVALID
 */
export async function buildTrust(context: Context, options: TrustOptions): Promise<TrustFile> {
  const now = options.now ?? context.now()
  let trust = await parseTrust(await startFile(context, options))
  const times = [trust.floor.time]
  for (const path of options.keyset ?? []) {
    const keyset = await readToken(context, path, artifactBytesMax)
    trust = await recallKeyset(keyset, trust, { now })
    times.push(issuedAt(keyset))
  }
  const file = await withKeys(context, trust, options)
  let lists = atLeast(options.floorRevocations, trust.floor.revocations, '--floor-revocations')
  if (options.revocations !== undefined) {
    const token = await readToken(context, options.revocations, artifactBytesMax)
    const list = await verifyRevocations(token, await parseTrust(file), { now, sequence: lists - 1 })
    lists = list.sequence
    times.push(list.issuedAt)
  }
  if (options.floorTime !== undefined) times.push(momentOf(context, options.floorTime, now))
  const floor = { revocations: lists, time: Math.max(...times) }
  const sequence = atLeast(options.sequence, trust.sequence, '--sequence')
  return buildTrustFile(trustFileOf({ ...(await parseTrust(file)), sequence, floor }))
}

async function startFile(context: Context, options: TrustOptions): Promise<TrustFile> {
  const before = options.from === undefined ? null : parseTrustFile(await readJson(context, options.from))
  const issuer = options.issuer ?? before?.issuer
  if (issuer === undefined) throw new CliError('CLAIM_MISSING', 'iss, --issuer')
  const named = await readPublicParts(context, options.root)
  const roots =
    named.length === 0 ? before?.roots : { threshold: options.threshold, keys: named.map(rootJwkOf) }
  return {
    ...(before ?? { keys: [] }),
    issuer,
    ...(options.tiers === undefined ? {} : { tiers: options.tiers }),
    ...(roots === undefined ? {} : { roots }),
  }
}

/** The keys that are trusted already, and those that are added by hand. */
async function withKeys(context: Context, trust: Trust, options: TrustOptions): Promise<TrustFile> {
  const file = trustFileOf(trust)
  const added = await readPublicParts(context, options.key)
  const keys = [...file.keys, ...added.map(part => ('status' in part ? part : trustEntryOf(part)))]
  if (keys.length === 0 && file.roots === undefined)
    throw new CliError('OPTION_INVALID', '--key: at least one')
  return buildTrustFile({ ...file, keys })
}

function atLeast(asked: number | undefined, known: number, option: string): number {
  if (asked !== undefined && asked < known)
    throw new CliError('OPTION_INVALID', `${option}: ${known} is known already, and it never falls`)
  return asked ?? known
}

/** Read from a text that has just been verified. */
function issuedAt(keyset: string): number {
  return inspectKeyset(keyset).claims.iat as number
}

/** A floor ahead of the clock would end licenses before their time, on every installation. */
function momentOf(context: Context, text: string, now: number): number {
  const moment = text === 'now' ? now : readMoment(context, '--floor-time', text, now)
  if (moment > now + issuedAheadSecondsMax)
    throw new CliError('OPTION_INVALID', '--floor-time: this moment has not passed yet')
  return moment
}
