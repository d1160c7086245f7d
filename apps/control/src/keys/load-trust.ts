import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTrust, type Trust } from '@licet/license'
import { StartRefused } from '@licet/server/config'
import { builtInTrust } from '../built-in.ts'
import type { ControlConfig } from '../config.ts'
import { evaluationFolder } from './evaluation-keys.ts'

/**
 * Reads what installations are built with: CONTROL_TRUST_FILE, in evaluation the trust of the data directory, else that of the
 * build. It says who the issuer is and whose keysets are believed.
 *
 * @throws {StartRefused} when it cannot be read, or holds what no trust may hold.
 */
export async function loadTrust(
  config: Pick<ControlConfig, 'dataDir' | 'evaluation' | 'trustFile'>,
): Promise<Trust> {
  const development = join(evaluationFolder(config.dataDir), 'trust.json')
  const path = config.trustFile ?? (config.evaluation && existsSync(development) ? development : null)
  try {
    return await parseTrust(path === null ? builtInTrust : JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new StartRefused(`${path ?? 'The trust of this build'} is not a trust file that can be used.`, {
      cause,
    })
  }
}
