import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDevelopmentKey } from '@licet/license'
import { StartRefused } from '@licet/server/config'
import type { ControlConfig } from '../config.ts'
import type { Queryable } from '../store/database.ts'
import { loadSigningKeys } from '../store/signing-keys.ts'
import { evaluationFolder } from './evaluation-keys.ts'
import { loadTrust } from './load-trust.ts'

/** Where an evaluation keeps the passphrase that it makes for itself. */
export function passphrasePath({ dataDir }: Pick<ControlConfig, 'dataDir'>): string {
  return join(dataDir, 'key-passphrase')
}

/**
 * Refuses to run in production on what an evaluation has left: signing keys in the database whose private parts lie in clear in
 * some folder, trust in such keys, or a passphrase that lies beside the data. Writes nothing.
 *
 * @throws {StartRefused} with how to begin anew.
 */
export async function refuseDevelopmentKeys(config: ControlConfig, database: Queryable): Promise<void> {
  if (config.evaluation) return
  const kept = (await loadSigningKeys(database)).find(({ kid }) => isDevelopmentKey(kid))
  if (kept !== undefined) {
    const place = config.databaseUrl === null ? 'CONTROL_DATA_DIR' : 'CONTROL_DATABASE_URL (a new database)'
    throw new StartRefused(
      `This database holds the development key ${kept.kid}, made in an evaluation: its private part lies in clear on a disk (${evaluationFolder(config.dataDir)}), so everybody who has read it can issue licenses. No production installation trusts it. ${beginAnew(place)}`,
    )
  }
  const trusted = [...(await loadTrust(config)).keys.keys()].find(isDevelopmentKey)
  if (trusted !== undefined) {
    const source = config.trustFile ?? 'The trust of this build'
    throw new StartRefused(
      `${source} trusts the development key ${trusted}, made in an evaluation. Name the trust file of your production keys (CONTROL_TRUST_FILE), or build with it.`,
    )
  }
  if (config.keyPassphrase !== null && config.keyPassphrase === keptPassphrase(config)) {
    throw new StartRefused(
      `CONTROL_KEY_PASSPHRASE is the one that an evaluation made, and it lies in clear in ${passphrasePath(config)}. Choose another one. ${beginAnew('CONTROL_DATA_DIR')}`,
    )
  }
}

function beginAnew(place: string): string {
  return `Begin anew with another ${place}: production keys are made there at the first start. To go on with the evaluation, start with HUB_EVALUATION=1.`
}

function keptPassphrase(config: ControlConfig): string | null {
  const path = passphrasePath(config)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}
