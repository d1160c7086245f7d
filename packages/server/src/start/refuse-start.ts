import { ConfigInvalid } from '../config/config-invalid.ts'
import { StartRefused } from '../config/start-refused.ts'

/** Says why a server did not start, in sentences for its operator, and ends the process. @param program - `The Hub` */
export function refuseStart(program: string, error: unknown): never {
  const expected = error instanceof ConfigInvalid || error instanceof StartRefused
  const text = expected
    ? error.message
    : `${program} could not start: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown fault'}`
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
