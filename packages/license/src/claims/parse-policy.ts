import { asInteger, asObject, asOneOf, refuse } from './claim-reader.ts'
import type { Policy } from './claims.ts'
import { softPolicy } from './policy-presets.ts'

const policyNames = new Set([
  'enforcement',
  'binding',
  'match',
  'machines',
  'transfer',
  'activation_grace_seconds',
  'heartbeat_seconds',
  'grace_seconds',
])

const durationSecondsMax = 10 * 366 * 86_400

/**
 * Reads the `policy` claim. It is closed: a rule that is not known here cannot be enforced here.
 *
 * Absent members mean what `softPolicy` says; a bound license without `machines` is for one machine.
 *
 * @param value - `{enforcement?, binding?, match?: {at_least, product_version?}, machines?, transfer?, …_seconds?}`; null
 *   for unlimited `machines`, no heartbeat, no grace.
 * @throws {LicenseError} CLAIMS_INVALID
 */
export function parsePolicy(value: unknown): Policy {
  if (value === undefined) return softPolicy
  const policy = asObject(value, 'policy')
  for (const name of Object.keys(policy)) if (!policyNames.has(name)) refuse('policy')
  const binding = asOneOf(policy.binding ?? softPolicy.binding, 'policy.binding', ['none', 'machine'])
  const machines = policy.machines === undefined && binding === 'machine' ? 1 : policy.machines
  return {
    enforcement: asOneOf(policy.enforcement ?? softPolicy.enforcement, 'policy.enforcement', [
      'soft',
      'locked',
    ]),
    binding,
    match: parseMatch(policy.match),
    machines: asNullable(machines, 'policy.machines', 1, 1_000_000),
    transfer: asOneOf(policy.transfer ?? softPolicy.transfer, 'policy.transfer', ['self', 'staff', 'none']),
    activationGraceSeconds:
      asNullable(policy.activation_grace_seconds, 'policy.activation_grace_seconds', 0, durationSecondsMax) ??
      0,
    heartbeatSeconds: asNullable(
      policy.heartbeat_seconds,
      'policy.heartbeat_seconds',
      60,
      durationSecondsMax,
    ),
    graceSeconds: asNullable(policy.grace_seconds, 'policy.grace_seconds', 0, durationSecondsMax),
  }
}

/** Writes a policy the way it stands in a token; the inverse of {@link parsePolicy}. */
export function policyClaim(policy: Policy): Record<string, unknown> {
  return {
    enforcement: policy.enforcement,
    binding: policy.binding,
    match: { at_least: policy.match.atLeast, product_version: policy.match.productVersion },
    machines: policy.machines,
    transfer: policy.transfer,
    activation_grace_seconds: policy.activationGraceSeconds,
    heartbeat_seconds: policy.heartbeatSeconds,
    grace_seconds: policy.graceSeconds,
  }
}

function parseMatch(value: unknown): Policy['match'] {
  if (value === undefined) return softPolicy.match
  const match = asObject(value, 'policy.match')
  for (const name of Object.keys(match))
    if (name !== 'at_least' && name !== 'product_version') refuse('policy.match')
  const { at_least: atLeast, product_version: productVersion = false } = match
  if (typeof productVersion !== 'boolean') refuse('policy.match.product_version')
  return {
    atLeast: atLeast === 'all' ? atLeast : asInteger(atLeast, 'policy.match.at_least', 1, 32),
    productVersion,
  }
}

function asNullable(value: unknown, name: string, min: number, max: number): number | null {
  return value === undefined || value === null ? null : asInteger(value, name, min, max)
}
