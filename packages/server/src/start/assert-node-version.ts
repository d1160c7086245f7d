import { StartRefused } from '../config/start-refused.ts'

const oldestNode = [22, 14] as const

/**
 * Asserts that this Node can run a server. Call it before the database is loaded: its native part crashes an older Node outright.
 *
 * @param program - Who says so: `The Hub`.
 * @throws {StartRefused}
 */
export function assertNodeVersion(program: string): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestNode
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new StartRefused(
    `${program} needs Node ${oldestMajor}.${oldestMinor} or newer; this is ${process.versions.node}.`,
  )
}
