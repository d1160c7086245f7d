import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CliError } from './errors.ts'

/** Everything outside itself that a command may touch; only `main.ts` makes a real one. */
export interface Context {
  env: Readonly<Record<string, string | undefined>>
  stdin: AsyncIterable<Uint8Array> & { isTTY?: boolean }
  /** Answers: what another program may read. */
  out: (text: string) => void
  /** Progress, advice and errors: what a person reads. */
  err: (text: string) => void
  /** Epoch seconds. */
  now: () => number
  /** A person is there to be asked. */
  interactive: boolean
}

/** How a command ended: 0 done or yes, 1 the answer is no, 2 it could not be asked. */
export type ExitCode = 0 | 1 | 2

/**
 * A setting from the environment, or from the file that its `_FILE` twin names (without its final newline).
 *
 * @returns `undefined` where neither is set; empty counts as not set.
 * @throws {CliError} SETTING_TWICE, FILE_UNREADABLE
 * @see DESIGN section 8, "Environment"
 */
export function readSetting(context: Context, name: string): string | undefined {
  const value = context.env[name] || undefined
  const file = context.env[`${name}_FILE`] || undefined
  if (value !== undefined && file !== undefined) throw new CliError('SETTING_TWICE', `${name}, ${name}_FILE`)
  return file === undefined ? value : readSecretFile(file)
}

/** The text of a file that holds one secret, without the newline that editors add. */
export function readSecretFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch {
    throw new CliError('FILE_UNREADABLE', path)
  }
}

/** Hosts that keys and tokens may be sent to unencrypted: `LICET_INSECURE_CONTROL_HOSTS`, with commas between them. */
export function insecureControlHosts(context: Context): string[] {
  return (readSetting(context, 'LICET_INSECURE_CONTROL_HOSTS') ?? '')
    .split(',')
    .map(host => host.trim())
    .filter(host => host !== '')
}

/** Where this person's keys and settings live: `LICET_HOME`, else `~/.licet`. */
export function licetHome(context: Context): string {
  return context.env.LICET_HOME || join(homedir(), '.licet')
}

/** Tells whether this is an evaluation: only there may another machine or another time be pretended. */
export function isEvaluation(context: Context): boolean {
  return context.env.LICET_EVALUATION === '1' || context.env.HUB_EVALUATION === '1'
}
