import type { Policy } from './claims.ts'

/** What a license without a policy is held to: warn, never lock, any machine. */
export const softPolicy: Policy = {
  enforcement: 'soft',
  binding: 'none',
  match: { atLeast: 'all', productVersion: false },
  machines: null,
  transfer: 'self',
  activationGraceSeconds: 0,
  heartbeatSeconds: null,
  graceSeconds: null,
}

const bound: Policy = { ...softPolicy, enforcement: 'locked', binding: 'machine', machines: 1 }

/**
 * The five ways to license that the control plane offers by name. The term of a timed license (1–12 calendar months from
 * its first activation) is no rule of the policy: it becomes `exp` when the license is minted.
 *
 * @see DESIGN.md section 2, "Policy in the token"
 */
export const policyPresets = {
  'air-gapped': softPolicy,
  'node-locked': {
    ...bound,
    match: { atLeast: 3, productVersion: false },
    heartbeatSeconds: 86_400,
    graceSeconds: 604_800,
  },
  'self-hosted': {
    ...bound,
    match: { atLeast: 'all', productVersion: true },
    machines: null,
    activationGraceSeconds: 604_800,
  },
  appliance: {
    ...bound,
    match: { atLeast: 3, productVersion: false },
    transfer: 'staff',
    heartbeatSeconds: 86_400,
    graceSeconds: 1_209_600,
  },
  timed: { ...bound, transfer: 'none' },
} as const satisfies Record<string, Policy>

/** The name of a preset. */
export type PolicyPreset = keyof typeof policyPresets
