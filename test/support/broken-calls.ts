import { canRun } from './capability.ts'
import { until } from './expectations.ts'
import { startProgram } from './program.ts'

/** Whether system calls of a running program can be broken here; says loudly on stderr what is skipped when not. */
export function canBreakCalls(what: string): boolean {
  return canRun(what, 'strace', '-f', '-e', 'trace=none', 'true')
}

/** The part of a `strace` command that breaks system calls: `callsBroken('rename', 'ENOSPC')`. */
export function callsBroken(calls: string, error: string): string[] {
  return ['-f', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`]
}

/**
 * Breaks system calls of a running program, as a failing disk does.
 *
 * @param calls - Comma-separated names: `pwrite64,fdatasync`.
 * @param error - What they fail with: `EIO`.
 * @returns mends them again.
 */
export async function breakCalls(pid: number, calls: string, error: string): Promise<() => Promise<void>> {
  const tracer = startProgram('strace', [...callsBroken(calls, error), '-p', String(pid)])
  await until(
    async () => tracer.printed().stderr,
    said => said.includes('attached'),
  )
  return async () => {
    tracer.child.kill('SIGINT')
    await tracer.finished
  }
}
