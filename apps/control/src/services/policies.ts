import type { createPolicy, PolicyEntry } from '@licet/api/control'
import { type PolicyPreset, parsePolicy, policyClaim, policyPresets } from '@licet/license'
import { HttpError } from '@licet/server'
import type { z } from 'zod'
import type { Actor, ControlDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { createId } from '../store/create-id.ts'
import { findPolicyByName, insertPolicy, loadPolicies, type PolicyRow } from '../store/policies.ts'

type Deps = Pick<ControlDeps, 'database' | 'clock'>

const presetTexts: Readonly<Record<PolicyPreset, { name: string; description: string }>> = {
  'air-gapped': {
    name: 'Air-gapped',
    description: 'A signed license that needs no network; it warns and never locks.',
  },
  'node-locked': {
    name: 'Node-locked',
    description: 'One machine, a heartbeat a day, seven days of grace; moved by whoever holds the key.',
  },
  'self-hosted': {
    name: 'Self-hosted',
    description:
      'Any number of machines, each activated once for each minor version; seven days to activate.',
  },
  appliance: {
    name: 'Appliance',
    description: 'One machine, a heartbeat a day, fourteen days of grace; moved by staff.',
  },
  timed: {
    name: 'Timed',
    description: 'One machine for good; a term of months that begins with the first activation.',
  },
}

/** The presets in their order, then the vendor's own policies by name. */
export async function listPolicies({ database }: Deps): Promise<PolicyEntry[]> {
  const own = await loadPolicies(database.db)
  return [...presets(), ...own.map(viewOf)]
}

/** Takes in a policy of the vendor's own; audited. @throws {HttpError} NAME_TAKEN */
export function addPolicy(
  { database, clock }: Deps,
  actor: Actor,
  { name, description = '', basedOn, rules }: z.infer<typeof createPolicy>,
): Promise<PolicyEntry> {
  const now = clock.now()
  // What is left out is settled now, so that a later preset changes nothing that was agreed on before.
  const settled = { ...policyClaim(policyPresets[basedOn ?? 'air-gapped']), ...rules }
  return database.transact(async tx => {
    const taken = presets().some(preset => preset.name === name) || (await findPolicyByName(tx, name))
    if (taken) throw new HttpError('NAME_TAKEN')
    const row: PolicyRow = {
      id: createId('pol'),
      name,
      description,
      rules: JSON.stringify(policyClaim(parsePolicy(settled))),
      based_on: basedOn ?? null,
      created_at: now,
      created_by: actor.name,
    }
    await insertPolicy(tx, row)
    await appendAudit(tx, { actor, action: 'policy.create', target: row.id, detail: { name }, at: now })
    return viewOf(row)
  })
}

function presets(): PolicyEntry[] {
  return (Object.keys(policyPresets) as PolicyPreset[]).map(preset => ({
    id: preset,
    ...presetTexts[preset],
    preset,
    rules: policyClaim(policyPresets[preset]) as PolicyEntry['rules'],
    timed: preset === 'timed',
    createdAt: null,
    createdBy: null,
  }))
}

function viewOf(row: PolicyRow): PolicyEntry {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    preset: null,
    rules: JSON.parse(row.rules) as PolicyEntry['rules'],
    timed: row.based_on === 'timed',
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}
