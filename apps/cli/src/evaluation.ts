import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  addCalendarMonths,
  buildTrustFile,
  createSigningKey,
  developmentPrefix,
  openKeyFile,
  rootJwkOf,
  type SigningKey,
  type SigningUse,
  sealKeyFile,
  signLicense,
  trustEntryOf,
} from '@licet/issuer'
import { LicenseError, parseTrust, verifyLicense } from '@licet/license'
import { CliError } from './errors.ts'
import { writePrivateFile, writePublicFile } from './files/write-file.ts'

/** Where the parts of an evaluation lie. */
export interface Evaluation {
  trust: string
  /** Signs licenses. */
  key: string
  /** Signs activations. */
  activationKey: string
  /** Signs keysets. */
  rootKey: string
  license: string
  /** False where everything was there already. */
  created: boolean
}

/** The vendor of this house: whose name counts where nothing names another. */
export const issuer = 'aidoo.biz'

/**
 * Makes what an evaluation needs under `DIR/evaluation`, if it is missing: development keys for licenses, activations and keysets,
 * the trust file that names them, and a sample license for a year.
 *
 * Safe to run at any time and twice at once: the folder appears complete or not at all, and the first one stays. A sample
 * that is gone, or no longer in force, is signed anew with the same key.
 *
 * @param now - Epoch seconds.
 * @throws {CliError} EVALUATION_INCOMPLETE, FILE_UNWRITABLE
 */
export async function makeEvaluation(dataDir: string, now: number): Promise<Evaluation> {
  const folder = join(dataDir, 'evaluation')
  const created = !existsSync(folder) && (await createFolder(folder, now))
  const paths = pathsIn(folder)
  if (created) return { ...paths, created }
  const key = await openDevelopmentKey(paths.key)
  await completeKeys(paths, key)
  if (!(await isInForce(paths, now))) await writePublicFile(paths.license, await sampleLicense(key, now))
  return { ...paths, created }
}

type Paths = Omit<Evaluation, 'created'>

function pathsIn(folder: string): Paths {
  return {
    trust: join(folder, 'trust.json'),
    key: join(folder, 'signing-key.json'),
    activationKey: join(folder, 'activation-key.json'),
    rootKey: join(folder, 'root-key.json'),
    license: join(folder, 'sample.license'),
  }
}

async function createFolder(folder: string, now: number): Promise<boolean> {
  const draft = `${folder}.${randomBytes(6).toString('hex')}`
  const paths = pathsIn(draft)
  const key = await createSigningKey({ use: 'license', kidPrefix: developmentPrefix })
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 })
    await writePrivateFile(paths.key, await sealKeyFile(key, null))
    await completeKeys(paths, key)
    await writePublicFile(paths.license, await sampleLicense(key, now))
    await rename(draft, folder)
    return true
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Somebody else's folder got there first; theirs is as good as ours.
    if (existsSync(folder)) return false
    throw error instanceof CliError ? error : new CliError('FILE_UNWRITABLE', folder)
  }
}

async function openDevelopmentKey(path: string): Promise<SigningKey> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    throw new CliError('EVALUATION_INCOMPLETE', path)
  }
  return openKeyFile(text, null)
}

// A folder of an older version has one key alone, and its trust names no other.
async function completeKeys(paths: Paths, key: SigningKey): Promise<void> {
  const complete = [paths.trust, paths.activationKey, paths.rootKey].every(path => existsSync(path))
  if (complete) return
  const activation = await keepKey(paths.activationKey, 'activation')
  const root = await keepKey(paths.rootKey, 'root')
  const trust = await buildTrustFile({
    issuer,
    tiers: ['professional', 'enterprise'],
    roots: { threshold: 1, keys: [rootJwkOf(root)] },
    keys: [trustEntryOf(key), trustEntryOf(activation)],
  })
  await writePublicFile(paths.trust, `${JSON.stringify(trust, null, 2)}\n`)
}

async function keepKey(path: string, use: SigningUse): Promise<SigningKey> {
  if (existsSync(path)) return openDevelopmentKey(path)
  const made = await createSigningKey({ use, kidPrefix: developmentPrefix })
  await writePrivateFile(path, await sealKeyFile(made, null))
  return made
}

async function sampleLicense(key: SigningKey, now: number): Promise<string> {
  const claims = {
    iss: issuer,
    sub: 'evaluation',
    customer: 'Evaluation Corp',
    tier: 'professional',
    seats: 10,
    products: ['pika', 'vera'],
    exp: addCalendarMonths(now, 12),
    iat: now,
    jti: `lic_${randomBytes(12).toString('hex')}`,
  }
  return `${await signLicense(claims, key)}\n`
}

async function isInForce(paths: { trust: string; license: string }, now: number): Promise<boolean> {
  if (!existsSync(paths.license)) return false
  try {
    const trust = await parseTrust(JSON.parse(await readFile(paths.trust, 'utf8')))
    const license = await verifyLicense((await readFile(paths.license, 'utf8')).trimEnd(), trust, { now })
    return now < license.claims.exp
  } catch (error) {
    if (error instanceof LicenseError) return false
    throw error
  }
}
