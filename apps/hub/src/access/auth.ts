import type { PasswordCost } from '@licet/server'
import { type Auth, openAuth as openSharedAuth } from '@licet/server/accounts'
import type { HubDatabase } from '../store/database.ts'
import { loadUser } from '../store/users.ts'

/**
 * Opens what accounts rest on, on the Hub's database.
 *
 * @param options.secure - Cookies travel over https only, under the `__Host-` prefix.
 * @param options.cost - Cost of a password hash; lower in tests only.
 */
export function openAuth(options: { database: HubDatabase; secure: boolean; cost?: PasswordCost }): Auth {
  const { database, ...rest } = options
  return openSharedAuth({
    ...rest,
    appName: 'Licet Hub',
    cookieName: 'licet_session',
    isEnabled: userId => loadUser(database, userId)?.enabled === true,
    openStore: async () => (await import('./auth-store.ts')).openAuthStore(database),
  })
}
