import { spawn } from 'node:child_process'
import { root } from './root.mjs'

/**
 * Runs a program to its end and returns its exit code and all it wrote; nothing is shown.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, onLine?: (line: string) => void }} [options] - `onLine` sees each line as it comes.
 * @returns {Promise<{ code: number, output: string }>} Code 127 when the program does not exist, 128 when a signal ended it.
 */
export function runCommand(file, args, { env = process.env, cwd = root, onLine } = {}) {
  return new Promise(resolve => {
    // A batch file, as npm is on Windows, needs a shell.
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: file.endsWith('.cmd'),
    })
    let output = ''
    let rest = ''
    const take = (/** @type {Buffer} */ chunk) => {
      const text = chunk.toString()
      output += text
      if (!onLine) return
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', error => resolve({ code: 127, output: error.message }))
    child.on('close', code => resolve({ code: code ?? 128, output }))
  })
}
