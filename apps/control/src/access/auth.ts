import type { PasswordCost } from '@licet/server'
import { type Auth, openAuth as openSharedAuth } from '@licet/server/accounts'
import type { ControlDatabase } from '../store/database.ts'
import { loadStaff } from '../store/staff.ts'

/**
 * Opens what accounts rest on, on the control plane's database.
 *
 * @param options.secure - Cookies travel over https only, under the `__Host-` prefix.
 * @param options.cost - Cost of a password hash; lower in tests only.
 */
export function openAuth(options: { database: ControlDatabase; secure: boolean; cost?: PasswordCost }): Auth {
  const { database, ...rest } = options
  return openSharedAuth({
    ...rest,
    appName: 'Licet Control',
    cookieName: 'licet_control_session',
    isEnabled: async userId => (await loadStaff(database.db, userId))?.enabled === true,
    openStore: async () => (await import('./auth-store.ts')).openAuthStore(database),
  })
}
