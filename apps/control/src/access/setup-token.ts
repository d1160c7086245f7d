import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { isSameSecret, keepPrivateFile } from '@licet/server'
import type { ControlConfig } from '../config.ts'

/** The one-time token that creates the first super_admin. */
export interface SetupToken {
  /** The token; null where somebody was set up already when this process started. */
  text: string | null
  /** Compares in a time that says nothing about the token. */
  matches(presented: string): boolean
  /** Removes the file; call it once there is a super_admin. */
  discard(): void
}

const fileName = 'setup-token'

/**
 * Opens the set-up token: CONTROL_SETUP_TOKEN, or a random one that lies in the data directory, 0600, until it is used.
 *
 * @param isSetUp - Whether there is a super_admin already: then nothing is made or kept.
 */
export function openSetupToken(
  { dataDir, setupToken }: Pick<ControlConfig, 'dataDir' | 'setupToken'>,
  isSetUp: boolean,
): SetupToken {
  const path = join(dataDir, fileName)
  const discard = () => rmSync(path, { force: true })
  if (isSetUp) discard()
  const text = isSetUp ? null : (setupToken ?? keepPrivateFile(path))
  return {
    text,
    matches: presented => text !== null && isSameSecret(presented.trim(), { secret: text }),
    discard,
  }
}
