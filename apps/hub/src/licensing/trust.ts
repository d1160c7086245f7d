import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  inspectKeyset,
  LicenseError,
  mergeTrust,
  parseTrust,
  recallKeyset,
  type Trust,
  verifyKeyset,
} from '@licet/license'
import { builtInTrust } from '../built-in.ts'
import type { HubConfig } from '../config.ts'

export type TrustOrigin = 'built_in' | 'evaluation' | 'trust_file' | 'keyset'

/** What a Hub believed in when it started; keysets that were loaded since are applied on top. */
export interface TrustAnchors {
  /** The keys of the build, or of HUB_TRUST_FILE. */
  main: Trust
  mainOrigin: 'built_in' | 'trust_file'
  /** The development keys of an evaluation, beside the main ones. */
  development: Trust | null
  /** The keys of the build, whatever else is trusted: what a production license is known by. */
  production: Trust
}

/**
 * Reads what this Hub trusts at start: the keys of its build, in evaluation the development keys of the data directory
 * beside them, or HUB_TRUST_FILE instead of all.
 *
 * @throws {LicenseError} TRUST_* when a file holds something that no trust may hold.
 * @throws {Error} when a file that is named cannot be read.
 */
export async function loadTrustAnchors(
  config: Pick<HubConfig, 'dataDir' | 'evaluation' | 'trustFile'>,
  compiledIn: unknown = builtInTrust,
): Promise<TrustAnchors> {
  const production = await parseTrust(compiledIn)
  if (config.trustFile !== null) {
    return {
      main: await readTrust(config.trustFile),
      mainOrigin: 'trust_file',
      development: null,
      production,
    }
  }
  const path = developmentTrustPath(config.dataDir)
  const development = config.evaluation && existsSync(path) ? await readTrust(path) : null
  return { main: production, mainOrigin: 'built_in', development, production }
}

/** Where an evaluation's development keys lie. */
export function developmentTrustPath(dataDir: string): string {
  return join(dataDir, 'evaluation', 'trust.json')
}

/** What is believed at one moment: the keys of the build with the keysets that came later, and those of an evaluation. */
export interface TrustChains {
  main: Trust
  development: Trust | null
}

/** Main and development trust with one more keyset applied to whichever of them its signers belong to. */
export function applyKeyset(chains: TrustChains, text: string, now: number): Promise<TrustChains> {
  return extendChains(chains, trust => verifyKeyset(text, trust, { now }))
}

/**
 * The same for a keyset that is stored. One that the build has overtaken replaces nothing, but what it calls compromised
 * stays so; one that only the root keys of an older build have signed says nothing any more.
 */
export async function applyStoredKeyset(
  chains: TrustChains,
  text: string,
  now: number,
): Promise<TrustChains> {
  try {
    return await extendChains(chains, trust => recallKeyset(text, trust, { now }))
  } catch (error) {
    if (error instanceof LicenseError && sequenceOf(text) <= chains.main.sequence) return chains
    throw error
  }
}

async function extendChains(
  chains: TrustChains,
  extend: (trust: Trust) => Promise<Trust>,
): Promise<TrustChains> {
  try {
    return { ...chains, main: await extend(chains.main) }
  } catch (refusal) {
    if (chains.development === null) throw refusal
    try {
      return { ...chains, development: await extend(chains.development) }
    } catch {
      throw refusal
    }
  }
}

/** What a text says its sequence is, unverified; more than any where it says nothing. */
function sequenceOf(keyset: string): number {
  try {
    const { sequence } = inspectKeyset(keyset).claims
    return typeof sequence === 'number' ? sequence : Number.POSITIVE_INFINITY
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

/** One trust out of both. Without main keys the development trust stands alone. */
export async function joinTrust(chains: TrustChains): Promise<Trust> {
  return chains.development === null ? chains.main : mergeTrust(chains.main, chains.development)
}

/** The chain that keysets go on from here: the build's, or that of the evaluation where the build knows no root keys. */
export function keysetChain({ main, development }: TrustChains): Trust {
  return main.roots === null && development !== null ? development : main
}

async function readTrust(path: string): Promise<Trust> {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`The trust file ${path} cannot be read, or is not JSON.`, { cause })
  }
  return parseTrust(value)
}
