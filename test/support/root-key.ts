import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDirectory } from './data-directory.ts'
import { runCli } from './hub.ts'

/** A root key as it lies on a machine without network, and a trust file that names it and nothing else. */
export interface RootKey {
  trustFile: string
  /** Signs a draft as `licet keyset sign` does; returns the file to carry back. */
  sign(draftFile: string): Promise<string>
}

/** Makes a root key with the command-line tool. */
export async function makeRootKey(): Promise<RootKey> {
  const folder = createDirectory('root')
  const env = { LICET_PASSPHRASE: 'a sentence for the root key alone', LICET_HOME: folder }
  const licet = async (...args: string[]) => {
    const end = await runCli([...args, '--json'], { env })
    if (end.code !== 0) throw new Error(`licet ${args.join(' ')}: ${end.stderr}`)
    return JSON.parse(end.stdout)
  }
  const root = join(folder, 'root-a.json')
  const { entry } = await licet('keys', 'generate', '--use', 'root', '--out', root)
  const trustFile = join(folder, 'trust.json')
  const tiers = ['professional', 'enterprise']
  const roots = { threshold: 1, keys: [entry] }
  writeFileSync(trustFile, JSON.stringify({ issuer: 'aidoo.biz', tiers, roots, keys: [] }))
  let signed = 0
  return {
    trustFile,
    sign: async draftFile => {
      signed += 1
      const out = join(folder, `keyset-${signed}.txt`)
      await licet('keyset', 'sign', draftFile, '--root', root, '--out', out)
      return out
    },
  }
}
