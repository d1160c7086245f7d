import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root } from '../setup/root.mjs'

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
// A terminal, and npm too, may deliver one Ctrl-C several times.
const sameSignalMilliseconds = 1_000
const orphanCheckMilliseconds = 500

/**
 * @typedef {{ name: string, file: string, args: string[], env: NodeJS.ProcessEnv, readyLine: RegExp }} Program - `readyLine` matches the line that it prints when it serves.
 */

/**
 * Runs programs side by side in the foreground until all have ended.
 *
 * They start one after the other, each when the one before is ready, so that one can be told the address of another. Signals are passed
 * on; the end of whoever started this counts as one. When one ends, the others are stopped.
 *
 * @param {((lines: string[]) => Program)[]} programs - Each is given the ready lines of those before it.
 * @returns {Promise<number>} 0 when all ended well because they were asked to; else what the first one to fail ended with, never 0.
 */
export async function supervise(programs) {
  /** @type {import('node:child_process').ChildProcess[]} */
  const running = []
  let asked = false
  const stop = (/** @type {NodeJS.Signals} */ signal) => running.forEach(child => child.kill(signal))
  const release = passSignalsOn(signal => {
    asked = true
    stop(signal)
  })

  /** @type {Promise<number>[]} */
  const ends = []
  /** @type {string[]} */
  const readyLines = []
  for (const program of programs) {
    const { child, ready, end } = launch(program(readyLines))
    running.push(child)
    ends.push(end.then(code => (stop('SIGTERM'), asked ? code : code || 1)))
    const line = await ready
    if (line === undefined || asked) break
    readyLines.push(line)
  }
  const first = await Promise.race(ends)
  const codes = await Promise.all(ends)
  release()
  return first || (codes.find(code => code !== 0) ?? 0)
}

/** @param {Program} program */
function launch({ file, args, env, readyLine }) {
  const child = spawn(file, args, { cwd: root, env, stdio: ['inherit', 'pipe', 'inherit'] })
  /** @type {Promise<number>} */
  const end = new Promise(resolve => {
    child.on('error', () => resolve(127))
    child.on('exit', code => resolve(code ?? 128))
  })
  /** @type {Promise<string | undefined>} The ready line, or nothing when the program ended without it. */
  const ready = new Promise(resolve => {
    createInterface({ input: child.stdout }).on('line', line => {
      process.stdout.write(`${line}\n`)
      if (readyLine.test(line)) resolve(line)
    })
    void end.then(() => resolve(undefined))
  })
  return { child, ready, end }
}

/** @param {(signal: NodeJS.Signals) => void} pass */
function passSignalsOn(pass) {
  let last = -Infinity
  const take = (/** @type {NodeJS.Signals} */ signal) => {
    if (performance.now() - last < sameSignalMilliseconds) return
    last = performance.now()
    pass(signal)
  }
  for (const signal of signals) process.on(signal, take)
  // npm passes SIGTERM to the shell between it and this program, which dies of it and tells nobody.
  const parent = process.ppid
  const orphanCheck = setInterval(() => process.ppid !== parent && take('SIGTERM'), orphanCheckMilliseconds)
  return () => {
    clearInterval(orphanCheck)
    for (const signal of signals) process.removeListener(signal, take)
  }
}
