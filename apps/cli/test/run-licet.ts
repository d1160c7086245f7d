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

/** Runs `licet` as a process of its own, with an environment that holds nothing but what is given. */
export function runLicet(
  args: readonly string[],
  options: { input?: string | Uint8Array; env?: Record<string, string>; cwd?: string; uid?: number } = {},
): Promise<Run> {
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', NODE_COMPILE_CACHE: compileCache, ...options.env },
    cwd: options.cwd,
    uid: options.uid,
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
