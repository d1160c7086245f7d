import { randomBytes } from 'node:crypto'
import type { AuthStore } from '@licet/server/accounts'
import { kyselyAdapter } from '@licet/server/accounts/kysely'
import { accountsInOurSpelling } from '../store/account-spelling.ts'
import type { ControlDatabase } from '../store/database.ts'
import { keepSecret } from '../store/secrets.ts'

/** The staff's accounts as the engine reaches them; apart, because what it loads is a third of a start. */
export async function openAuthStore(database: ControlDatabase): Promise<AuthStore> {
  const candidate = randomBytes(48).toString('base64url')
  const secret = await database.transact(tx => keepSecret(tx, 'auth', candidate))
  // As for PostgreSQL on either: moments and truths are handed over as such, and spelt in our way below.
  let { accounts } = database
  for (const plugin of accountsInOurSpelling) accounts = accounts.withPlugin(plugin)
  const adapter = kyselyAdapter(accounts, { type: 'postgres' })
  return { adapter, secret }
}
