import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** How a run of the real program ended. */
export interface Run {
  code: number | null
  stdout: string
  stderr: string
}

/** Types are stripped once, not in each of the hundreds of runs. */
const compileCache = join(tmpdir(), 'licet-cli-compile-cache')
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** What takes from root the right to pass over the modes of files. */
const asOthers = ['setpriv', '--bounding-set', '-dac_override,-dac_read_search']

/**
 * Runs `licet` as a process of its own, with an environment that holds nothing but what is given.
 *
 * @param options.heedsModes - The modes of files count for it, also where root runs the tests.
 */
export function runLicet(
  args: readonly string[],
  options: {
    input?: string | Uint8Array
    env?: Record<string, string>
    cwd?: string
    heedsModes?: boolean
  } = {},
): Promise<Run> {
  const before = options.heedsModes === true && process.getuid?.() === 0 ? asOthers : []
  const [program = '', ...rest] = [...before, process.execPath, '--conditions=source', main, ...args]
  const child = spawn(program, rest, {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', NODE_COMPILE_CACHE: compileCache, ...options.env },
    cwd: options.cwd,
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  // A program that does not read its input may be gone before all of it is written.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, ...output }))
  })
}

/** A fresh folder outside every repository. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'licet-cli-'))
}
