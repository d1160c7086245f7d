import type { LicenseDetail } from '@licet/api/control'

/** Why a deed is not possible now; the last part of `license.obstacle.…`. */
export type DeedObstacle = 'revoked' | 'expired' | 'unbound' | 'unheard'

type Deed = 'renew' | 'seats' | 'suspend' | 'reinstate' | 'revoke' | 'rebind' | 'reissue' | 'message'

/** What stands against a deed in the present state of a license; null when nothing does. */
export function obstacleOf(
  deed: Deed,
  { state, policy }: Pick<LicenseDetail, 'state' | 'policy'>,
): DeedObstacle | null {
  if (state === 'revoked') return 'revoked'
  if ((deed === 'suspend' || deed === 'seats') && state === 'expired') return 'expired'
  if (deed === 'rebind' && policy.binding !== 'machine') return 'unbound'
  if (deed === 'message' && policy.binding !== 'machine') return 'unheard'
  return null
}
