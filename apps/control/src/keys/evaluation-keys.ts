import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openKeyFile, type SigningKey } from '@licet/issuer'

/** Where an evaluation's development keys and the trust in them lie. */
export function evaluationFolder(dataDir: string): string {
  return join(dataDir, 'evaluation')
}

/** The development keys that the Hub of the same evaluation trusts; none where nobody put them here. */
export async function loadEvaluationKeys(dataDir: string): Promise<SigningKey[]> {
  const paths = ['signing-key.json', 'activation-key.json'].map(name => join(evaluationFolder(dataDir), name))
  return Promise.all(paths.filter(path => existsSync(path)).map(openDevelopmentKey))
}

/** The development root key, which signs keysets; null where nobody put one here. */
export async function loadEvaluationRoot(dataDir: string): Promise<SigningKey | null> {
  const path = join(evaluationFolder(dataDir), 'root-key.json')
  return existsSync(path) ? openDevelopmentKey(path) : null
}

function openDevelopmentKey(path: string): Promise<SigningKey> {
  return openKeyFile(readFileSync(path, 'utf8'), null)
}
