import { randomBytes } from 'node:crypto'
import type { AuthStore } from '@licet/server/accounts'
import { drizzleAdapter } from '@licet/server/accounts/drizzle'
import { authTables } from '../store/auth-tables.ts'
import type { HubDatabase } from '../store/database.ts'
import { loadAuthSecret } from '../store/sessions.ts'

/** The Hub's accounts as the engine reaches them; apart, because what it loads is a third of a start. */
export function openAuthStore(database: HubDatabase): AuthStore {
  return {
    adapter: drizzleAdapter(database.orm, { provider: 'sqlite', schema: authTables }),
    secret: loadAuthSecret(database, randomBytes(48).toString('base64url')),
  }
}
