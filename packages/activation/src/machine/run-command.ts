import type { RunCommand } from './machine-reading.ts'

const secondsMax = 3
const bytesMax = 1_048_576

/**
 * Runs a program of the operating system, without a shell, for at most three seconds.
 *
 * @returns What it printed; null where it failed, is missing or took too long.
 */
export const runCommand: RunCommand = async (file, args) => {
  // Only where a program has to be asked: a Linux starts without it.
  const { execFile } = await import('node:child_process')
  return new Promise(resolve => {
    const options = {
      timeout: secondsMax * 1000,
      killSignal: 'SIGKILL',
      maxBuffer: bytesMax,
      windowsHide: true,
    } as const
    const child = execFile(file, args, options, (error, stdout) => resolve(error === null ? stdout : null))
    // A grandchild that holds the pipe open would be waited for after its parent was killed.
    child.once('exit', () => setImmediate(() => child.stdout?.destroy()))
    child.stdin?.end()
  })
}
