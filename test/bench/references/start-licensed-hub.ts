import { type Hub, startHub } from '../../support/hub.ts'
import type { Target } from '../measure/drive.ts'

/**
 * The built Hub with a license in force, and its status endpoint as a sibling asks it, with a service key.
 *
 * @param env - Set beside the usual variables.
 */
export async function startLicensedHub(
  env: Record<string, string> = {},
): Promise<{ hub: Hub; status: Target }> {
  const hub = await startHub({ env })
  const activated = await hub.admin.post('/api/license/activate', { key: hub.license() })
  if (activated.status !== 200) throw new Error(`activating answered ${activated.status}: ${activated.text}`)
  const created = await hub.admin.post('/api/service-keys', { name: 'bench', scopes: ['status:read'] })
  if (created.status !== 201) throw new Error(`a service key answered ${created.status}: ${created.text}`)
  const status: Target = {
    pid: hub.program.child.pid as number,
    port: hub.port,
    path: '/api/license/status',
    headers: { authorization: `Bearer ${created.body.key}` },
  }
  return { hub, status }
}
