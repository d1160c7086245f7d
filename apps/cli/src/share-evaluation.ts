import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildTrustFile, type TrustFile } from '@licet/issuer'
import { CliError } from './errors.ts'
import { makeEvaluation } from './evaluation.ts'
import { writePrivateFile, writePublicFile } from './files/write-file.ts'

const privateNames = ['signing-key.json', 'activation-key.json', 'root-key.json']

/**
 * Makes an evaluation that a Hub and a control plane take part in: what the one signs with, the other trusts.
 *
 * The folder that is there gives its keys to the one that is missing. Where both were made apart, the Hub trusts the keys of both.
 *
 * @param dataDir - Of the Hub.
 * @param controlDataDir - Of the control plane.
 * @param now - Epoch seconds.
 * @throws {CliError} EVALUATION_INCOMPLETE, FILE_UNWRITABLE
 */
export async function shareEvaluation(
  dataDir: string,
  controlDataDir: string,
  now: number,
): ReturnType<typeof makeEvaluation> {
  const hub = join(dataDir, 'evaluation')
  const control = join(controlDataDir, 'evaluation')
  if (existsSync(control) && !existsSync(hub)) await copyFolder(control, hub)
  const made = await makeEvaluation(dataDir, now)
  if (!existsSync(control)) await copyFolder(hub, control)
  await trustBoth(join(hub, 'trust.json'), join(control, 'trust.json'))
  return made
}

async function copyFolder(from: string, to: string): Promise<void> {
  const draft = `${to}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 })
    for (const name of privateNames.filter(found => existsSync(join(from, found))))
      await writePrivateFile(join(draft, name), await readFile(join(from, name), 'utf8'))
    await writePublicFile(join(draft, 'trust.json'), await readFile(join(from, 'trust.json'), 'utf8'))
    await rename(draft, to)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Somebody else's copy got there first; it is the same.
    if (!existsSync(to)) throw error instanceof CliError ? error : new CliError('FILE_UNWRITABLE', to)
  }
}

async function trustBoth(hubPath: string, controlPath: string): Promise<void> {
  const hub = await readTrust(hubPath)
  const control = await readTrust(controlPath)
  const known = new Set(hub.keys.map(({ kid }) => kid))
  const missing = control.keys.filter(({ kid }) => !known.has(kid))
  if (missing.length === 0) return
  const joined = await buildTrustFile({ ...hub, keys: [...hub.keys, ...missing] })
  await writePublicFile(hubPath, `${JSON.stringify(joined, null, 2)}\n`)
}

async function readTrust(path: string): Promise<TrustFile> {
  const trust: TrustFile = JSON.parse(await readFile(path, 'utf8'))
  return trust
}
