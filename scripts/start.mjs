import { existsSync } from 'node:fs'
import { ensureEvaluationKeys } from './run/evaluation-keys.mjs'
import { reachableAddress } from './run/reachable-address.mjs'
import { supervise } from './run/supervise.mjs'
import { Obstacle, runMain } from './setup/progress.mjs'
import { inRoot } from './setup/root.mjs'
import { setUp } from './setup.mjs'

const hubMain = inRoot('apps/hub/dist/main.js')
const controlMain = inRoot('apps/control/dist/main.js')

/** `npm start`: sets up what is missing, then runs the Hub in the foreground and the control plane beside it. */
async function start() {
  const toolchain = await setUp()
  if (!existsSync(hubMain)) throw new Obstacle('The Hub is not built: apps/hub/dist/main.js is missing.')
  const env = withEvaluation(toolchain.env)
  const withControl = existsSync(controlMain) && env.CONTROL_PORT !== 'off'
  if (env.HUB_EVALUATION === '1') await ensureEvaluationKeys(toolchain, env, withControl)

  const control = () => ({
    name: 'Control',
    file: toolchain.node,
    args: [controlMain],
    env,
    readyLine: /^Control https?:/,
  })
  const hub = (/** @type {string[]} */ [controlLine]) => ({
    name: 'Hub',
    file: toolchain.node,
    args: [hubMain],
    env: controlLine ? withControlBeside(env, controlLine.split(' ')[1]) : env,
    readyLine: /^Hub https?:/,
  })
  return supervise(withControl ? [control, hub] : [hub])
}

/** @param {NodeJS.ProcessEnv} env */
function withEvaluation(env) {
  const told = env.HUB_EVALUATION !== undefined || env.HUB_EVALUATION_FILE !== undefined
  return told ? env : { ...env, HUB_EVALUATION: '1' }
}

/**
 * In evaluation the Hub reports to the control plane beside it, unless it was told where to, or told not to.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string | undefined} address
 */
function withControlBeside(env, address) {
  const told = env.HUB_CONTROL_URL !== undefined || env.HUB_CONTROL_URL_FILE !== undefined
  return env.HUB_EVALUATION === '1' && !told ? { ...env, HUB_CONTROL_URL: reachableAddress(address) } : env
}

await runMain(start)
