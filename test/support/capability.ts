import { spawnSync } from 'node:child_process'

/**
 * Whether this machine lets a test use a system tool; says loudly on stderr what is skipped when it does not.
 *
 * @param what - What is not shown on this machine.
 * @param command - A harmless trial of the tool.
 */
export function canRun(what: string, ...command: readonly [string, ...string[]]): boolean {
  const [program, ...args] = command
  const able = spawnSync(program, args, { stdio: 'ignore' }).status === 0
  if (!able) process.stderr.write(`SKIPPED, NOT SHOWN: ${what} (cannot run: ${command.join(' ')})\n`)
  return able
}
