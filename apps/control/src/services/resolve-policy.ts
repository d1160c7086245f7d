import type { LicenseTerms } from '@licet/api/control'
import { LicenseError, type Policy, type PolicyPreset, parsePolicy, policyPresets } from '@licet/license'
import { HttpError } from '@licet/server'
import { refuseField } from '../licensing/license-term.ts'
import type { Queryable } from '../store/database.ts'
import { findPolicy } from '../store/policies.ts'

/** The rules of a license, and where they come from. */
export interface ResolvedPolicy {
  policy: Policy
  preset: PolicyPreset | null
  policyId: string | null
  /** The term is counted in months from the first activation. */
  timed: boolean
}

/**
 * Finds the rules that a license is issued under: a preset by name, a policy by id, or rules of its own.
 *
 * @throws {HttpError} POLICY_NOT_FOUND, REQUEST_INVALID
 */
export async function resolvePolicy(
  database: Queryable,
  wanted: LicenseTerms['policy'],
): Promise<ResolvedPolicy> {
  if (typeof wanted !== 'string')
    return { policy: readRules(wanted), preset: null, policyId: null, timed: false }
  if (isPreset(wanted))
    return { policy: policyPresets[wanted], preset: wanted, policyId: null, timed: wanted === 'timed' }
  const row = await findPolicy(database, wanted)
  if (row === undefined) throw new HttpError('POLICY_NOT_FOUND')
  const policy = readRules(JSON.parse(row.rules))
  return { policy, preset: null, policyId: row.id, timed: row.based_on === 'timed' }
}

function isPreset(name: string): name is PolicyPreset {
  return Object.hasOwn(policyPresets, name)
}

function readRules(rules: unknown): Policy {
  try {
    return parsePolicy(rules)
  } catch (error) {
    if (!(error instanceof LicenseError)) throw error
    return refuseField(error.detail ?? 'policy', 'These rules cannot be enforced.')
  }
}
