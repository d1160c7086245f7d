import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { report } from '../setup/progress.mjs'
import { inRoot } from '../setup/root.mjs'
import { runCommand } from '../setup/run-command.mjs'

const sideBySide = 2
const heartbeatMilliseconds = 30_000

/**
 * @typedef {object} Step
 * @property {string} name - What is checked, in a word or two.
 * @property {string} command - A program of the workspace, found through `env.PATH`.
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env] - Added to the environment of the run.
 * @property {RegExp} [figure] - What of its output is worth showing when it passes.
 */

/**
 * Runs steps, two at a time and in the order given, and ends with a table and the line `N passed, N failed`.
 *
 * A failing step shows all it said; a passing one keeps it in `.cache/steps/`. All steps run, whatever the others do.
 *
 * @param {Step[]} steps
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} Exit code: 0 when all passed, else 1.
 */
export async function runSteps(steps, env) {
  await mkdir(inRoot('.cache', 'steps'), { recursive: true })
  const temporary = await createTemporary()
  const stepEnv = { ...env, TMPDIR: temporary, TEMP: temporary, TMP: temporary }
  const waiting = [...steps]
  /** @type {{ name: string, passed: boolean, seconds: number }[]} */
  const results = []
  /** @type {Set<string>} */
  const running = new Set()
  const heartbeat = setInterval(
    () => report(`… still running: ${[...running].join(', ')}`),
    heartbeatMilliseconds,
  )
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      running.add(step.name)
      results.push(await runStep(step, stepEnv))
      running.delete(step.name)
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, lane))
  clearInterval(heartbeat)
  await rm(temporary, { recursive: true, force: true })
  return summarize(results)
}

/**
 * A directory for everything that the steps put into the system's: killed programs cannot clear up behind themselves. Others may pass
 * through it, as PostgreSQL's own user has to.
 */
async function createTemporary() {
  const directory = await mkdtemp(path.join(tmpdir(), 'licet-steps-'))
  await chmod(directory, 0o711)
  return directory
}

/**
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} env
 */
async function runStep({ name, command, args, env: own, figure }, env) {
  report(`▸ ${name}`)
  const started = performance.now()
  const { code, output } = await runCommand(command, args, { env: { ...env, ...own } })
  const seconds = (performance.now() - started) / 1000
  await writeFile(inRoot('.cache', 'steps', `${name.replaceAll(/\W+/g, '-')}.log`), output)
  const [shown = ''] = (figure && output.match(figure)) ?? []
  if (code === 0) report(`✓ ${name} (${seconds.toFixed(1)} s) ${shown}`.trimEnd())
  else report(`✗ ${name} failed (${seconds.toFixed(1)} s)\n${output.trim()}\n`)
  return { name, passed: code === 0, seconds }
}

/** @param {{ name: string, passed: boolean, seconds: number }[]} results */
function summarize(results) {
  const failed = results.filter(({ passed }) => !passed).length
  report('')
  for (const { name, passed, seconds } of results)
    report(`${passed ? '✓' : '✗'} ${name.padEnd(24)} ${seconds.toFixed(1).padStart(7)} s`)
  process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}
