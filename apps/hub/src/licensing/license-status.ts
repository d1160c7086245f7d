import type { LicenseStatus } from '@licet/api'
import { type LicenseState, seatLimit } from '@licet/license'

/** For so long a sibling may use an answer without asking again, and without getting an answer. Seconds. */
const cache = { refresh_seconds: 3600, stale_seconds: 259_200 } as const

/** The seven fields of an installation without a license, or of a refusal. */
export const emptyStatus = {
  valid: false,
  customer: '',
  tier: '',
  seats: 0,
  products: [] as string[],
  expires_at: 0,
}

/**
 * Words a state as the status endpoint answers it: the seven fields of seed 002 first, in their order.
 *
 * @param facts - Enabled accounts, and whether this is an evaluation.
 * @param product - The product that asks; its answer says whether that one is licensed.
 */
export function licenseStatus(
  state: LicenseState,
  { evaluation, seatsUsed }: { evaluation: boolean; seatsUsed: number },
  product?: string,
): LicenseStatus {
  const { license, removed, next } = state
  const claims = license?.claims
  const queued = next === null || next === license ? null : next
  return {
    valid: state.valid,
    customer: claims?.customer ?? '',
    tier: claims?.tier ?? '',
    seats: claims?.seats ?? 0,
    products: [...(claims?.products ?? [])],
    expires_at: claims?.exp ?? 0,
    error: errorOf(state),
    state: state.kind,
    reason: state.reason,
    next_change: state.nextChange,
    enforcement: (license ?? removed)?.claims.policy.enforcement ?? 'soft',
    message: state.message,
    remedy: state.remedy,
    restricts: state.restricts,
    license_id: license?.id ?? '',
    starts_at: claims?.nbf ?? null,
    features: { ...claims?.features },
    cache: { ...cache },
    evaluation,
    ...(product !== undefined && { product: productView(state, product) }),
    queued: queued && {
      license_id: queued.id,
      starts_at: queued.claims.nbf ?? 0,
      expires_at: queued.claims.exp,
    },
    seats_used: seatsUsed,
    seats_exceeded: seatsUsed > (seatLimit(state) ?? Number.POSITIVE_INFINITY),
  }
}

function errorOf({ kind, valid, removed, message }: LicenseState): string {
  if (valid) return ''
  return kind === 'none' && removed === null ? 'No license activated' : message
}

function productView(state: LicenseState, name: string): NonNullable<LicenseStatus['product']> {
  if (!state.valid) return { name, licensed: false, reason: state.reason }
  const licensed = state.license?.claims.products.includes(name) === true
  return { name, licensed, reason: licensed ? state.reason : 'PRODUCT_NOT_LICENSED' }
}
