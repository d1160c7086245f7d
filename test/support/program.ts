import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createDirectory } from './data-directory.ts'

export interface Finished {
  /** Exit code; null when a signal ended it. */
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface Program {
  readonly child: ChildProcessWithoutNullStreams
  /** Everything printed so far. */
  printed(): { stdout: string; stderr: string }
  /** Resolves with the first match of `pattern` in stdout; throws with the output when the program ends first. */
  line(pattern: RegExp, timeoutMilliseconds?: number): Promise<RegExpExecArray>
  readonly finished: Promise<Finished>
}

const running = new Set<ChildProcessWithoutNullStreams>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

let home: string | undefined

/** An environment without anything of the developer's: an empty home, no `HUB_*`, no proxy. */
export function cleanEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  home ??= createDirectory('home')
  return { PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: process.env['TMPDIR'] ?? '/tmp', ...extra }
}

/** Starts a program as a real process of its own. */
export function startProgram(
  command: string,
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string; input?: string | Uint8Array } = {},
): Program {
  const child = spawn(command, args, { env: cleanEnvironment(options.env), cwd: options.cwd ?? '/' })
  running.add(child)
  let stdout = ''
  let stderr = ''
  const watchers = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    for (const watch of watchers) watch()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  const finished = once(child, 'close').then(([code, signal]): Finished => {
    running.delete(child)
    return { code, signal, stdout, stderr }
  })
  return {
    child,
    finished,
    printed: () => ({ stdout, stderr }),
    line: (pattern, timeoutMilliseconds = 30_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => fail('did not print it in time'), timeoutMilliseconds)
        const watch = (): void => {
          const match = pattern.exec(stdout)
          if (match === null) return
          clearTimeout(timer)
          watchers.delete(watch)
          resolve(match)
        }
        const fail = (what: string): void => {
          clearTimeout(timer)
          watchers.delete(watch)
          reject(new Error(`${command} ${args.join(' ')} ${what} (${pattern})\n${stdout}\n${stderr}`))
        }
        watchers.add(watch)
        watch()
        void finished.then(({ code, signal }) => fail(`ended with ${code ?? signal}`))
      }),
  }
}

/** Runs a program to its end. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string; input?: string | Uint8Array } = {},
): Promise<Finished> {
  return startProgram(command, args, options).finished
}
