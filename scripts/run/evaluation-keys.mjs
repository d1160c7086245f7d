import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { report } from '../setup/progress.mjs'
import { inRoot, root } from '../setup/root.mjs'
import { runCommand } from '../setup/run-command.mjs'

/**
 * Makes the development keys and the sample license of an evaluation where there are none yet, or the sample has expired.
 *
 * They lie in `evaluation/` of the data directories, and only a server in evaluation reads them. The command-line tool makes them, so that the
 * Hub itself holds no code that can sign. When they cannot be made, that is reported and the Hub starts nonetheless: it says best what is missing.
 *
 * @param {import('../setup/toolchain.mjs').Toolchain} toolchain
 * @param {NodeJS.ProcessEnv} env - Of both servers.
 * @param {boolean} withControl - A control plane runs beside the Hub and signs with the same keys.
 */
export async function ensureEvaluationKeys({ node }, env, withControl) {
  const dataDir = path.resolve(root, readSetting(env, 'HUB_DATA_DIR') ?? './data/hub')
  const args = [inRoot('apps/cli/dist/main.js'), 'keys', 'evaluation', '--data-dir', dataDir]
  if (withControl) {
    const controlDir = path.resolve(root, readSetting(env, 'CONTROL_DATA_DIR') ?? './data/control')
    args.push('--control-data-dir', controlDir)
  }
  const { code, output } = await runCommand(node, args, { env })
  if (code !== 0) report(`The evaluation keys could not be made in ${dataDir}:\n${output.trim()}`)
}

/**
 * A setting from the environment or from the file that `NAME_FILE` names.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 */
function readSetting(env, name) {
  if (env[name]) return env[name]
  const file = env[`${name}_FILE`]
  return file && existsSync(path.resolve(root, file))
    ? readFileSync(path.resolve(root, file), 'utf8').trim()
    : undefined
}
