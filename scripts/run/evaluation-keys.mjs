import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Obstacle } from '../setup/progress.mjs'
import { inRoot, root } from '../setup/root.mjs'
import { runCommand } from '../setup/run-command.mjs'

/**
 * Makes the development keys and the sample license of an evaluation where there are none yet.
 *
 * They lie in `evaluation/` of the Hub's data directory, and only a Hub in evaluation reads them. The command-line tool makes them, so that the
 * Hub itself holds no code that can sign.
 *
 * @param {import('../setup/toolchain.mjs').Toolchain} toolchain
 * @param {NodeJS.ProcessEnv} env - The Hub's.
 * @returns {Promise<string>} Where the sample license lies, relative to the repository's root where it is inside.
 * @throws {Obstacle} when the keys cannot be made.
 */
export async function ensureEvaluationKeys({ node }, env) {
  const dataDir = path.resolve(root, readSetting(env, 'HUB_DATA_DIR') ?? './data/hub')
  const sample = path.join(dataDir, 'evaluation', 'sample.license')
  if (!existsSync(sample)) {
    const { code, output } = await runCommand(
      node,
      [inRoot('apps/cli/dist/main.js'), 'keys', 'evaluation', '--data-dir', dataDir],
      { env },
    )
    if (code !== 0)
      throw new Obstacle(`The evaluation keys could not be made in ${dataDir}.\n\n${output.trim()}`)
  }
  return sample.startsWith(root + path.sep) ? path.relative(root, sample) : sample
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
