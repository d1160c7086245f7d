import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { isSameSecret, keepPrivateFile } from '@licet/server'
import type { HubConfig } from '../config.ts'
import type { HubDatabase } from '../store/database.ts'
import { hasAdmin } from '../store/users.ts'

/** The one-time token that creates the first administrator. */
export interface SetupToken {
  /** The token, for the line that is printed at start; null once an administrator exists. */
  text(): string | null
  /** Compares in a time that says nothing about the token. */
  matches(presented: string): boolean
  /** Removes the file; call it once an administrator exists. */
  discard(): void
}

const fileName = 'setup-token'

/**
 * Opens the set-up token: HUB_SETUP_TOKEN, or a random one that lies in the data directory, 0600, until it is used.
 *
 * Several processes that start at once agree on one token. Once an administrator exists nothing is made or kept.
 */
export function openSetupToken(options: {
  config: Pick<HubConfig, 'dataDir' | 'setupToken'>
  database: HubDatabase
}): SetupToken {
  const { config, database } = options
  const path = join(config.dataDir, fileName)
  const discard = () => rmSync(path, { force: true })
  if (hasAdmin(database)) discard()
  const token = hasAdmin(database) ? null : (config.setupToken ?? keepPrivateFile(path))
  return {
    text: () => (hasAdmin(database) ? null : token),
    matches: presented => token !== null && isSameSecret(presented.trim(), { secret: token }),
    discard,
  }
}
