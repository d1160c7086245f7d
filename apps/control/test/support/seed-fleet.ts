import { policyClaim, policyPresets } from '@licet/license'
import type { Insertable } from 'kysely'
import type { ControlDatabase } from '../../src/store/database.ts'
import type { DeploymentTable } from '../../src/store/fleet-tables.ts'
import type { LicenseTable, MachineTable } from '../../src/store/licensing-tables.ts'

/** What a seeded fleet looks like. Times in epoch seconds. */
export interface FleetPlan {
  licenses: number
  now: number
  /** Each license gets a deployment and a machine. */
  deployed?: boolean
  /** What differs from an appliance in force for a year. */
  license?: (index: number) => Partial<Insertable<LicenseTable>>
  machine?: (index: number) => Partial<Insertable<MachineTable>>
}

const day = 86_400
const rowsPerInsert = 250
const appliance = JSON.stringify(policyClaim(policyPresets.appliance))

/** The id of the license, deployment or machine with this index (from 0). */
export const seededId = (prefix: string, index: number): string =>
  `${prefix}_${index.toString(16).padStart(24, '0')}`

/** Fills an empty database with a fleet, a thousand rows at a time: licenses of ten customers, in the shape that issuing gives them. */
export async function seedFleet(database: ControlDatabase, plan: FleetPlan): Promise<void> {
  const { licenses, now, deployed = false } = plan
  await database.transact(async tx => {
    const customers = Array.from({ length: 10 }, (_, index) => ({
      id: seededId('cus', index),
      name: `Customer ${index}`,
      search_name: `customer ${index}`,
      reference: null,
      email: null,
      note: '',
      created_at: now,
    }))
    await tx.insertInto('customer').values(customers).execute()
  })
  for (let from = 0; from < licenses; from += rowsPerInsert * 20) {
    await database.transact(async tx => {
      const chunkEnd = Math.min(licenses, from + rowsPerInsert * 20)
      for (let start = from; start < chunkEnd; start += rowsPerInsert) {
        const length = Math.min(rowsPerInsert, chunkEnd - start)
        const indexes = Array.from({ length }, (_, offset) => start + offset)
        await tx
          .insertInto('license')
          .values(indexes.map(index => licenseRow(index, plan)))
          .execute()
        await tx
          .insertInto('license_product')
          .values(indexes.map(index => ({ product: 'pika', number: index + 1 })))
          .execute()
        if (!deployed) continue
        await tx
          .insertInto('machine')
          .values(indexes.map(index => machineRow(index, plan)))
          .execute()
        await tx
          .insertInto('deployment')
          .values(indexes.map(index => deploymentRow(index, now)))
          .execute()
      }
    })
  }
}

function licenseRow(index: number, { now, deployed, license }: FleetPlan): Insertable<LicenseTable> {
  const expiresAt = now + 365 * day
  return {
    id: seededId('lic', index),
    number: index + 1,
    customer_id: seededId('cus', index % 10),
    customer_name: `Customer ${index % 10}`,
    customer_search: `customer ${index % 10}`,
    status: 'in_force',
    status_reason: '',
    status_at: now,
    suspended_by: null,
    revision: 1,
    tier: 'professional',
    seats: 10,
    products: '["pika"]',
    features: '{}',
    policy: appliance,
    preset: 'appliance',
    policy_id: null,
    bound: 1,
    locks: 1,
    heartbeat_seconds: day,
    warn_days: 30,
    audience: '[]',
    note: '',
    term_months: null,
    issued_at: now,
    revised_at: now,
    starts_at: now,
    expires_at: expiresAt,
    warns_at: expiresAt - 30 * day,
    token: null,
    kid: 'seed',
    key_hash: null,
    key_hint: null,
    key_search: null,
    deployment_id: deployed ? seededId('dep', index) : null,
    machines: deployed ? 1 : 0,
    message: null,
    ...license?.(index),
  }
}

function machineRow(index: number, { now, machine }: FleetPlan): Insertable<MachineTable> {
  return {
    id: seededId('mac', index),
    license_id: seededId('lic', index),
    machine_id: `sha256:${index.toString(16).padStart(64, '0')}`,
    installation_id: `ins_${index.toString(16).padStart(32, '0')}`,
    former_installation_id: null,
    fingerprint: '{}',
    hostname: `box-${index}`,
    product_version: '1.0.0',
    state: 'active',
    copy_of: null,
    first_at: now,
    last_seen_at: now,
    lease_ends_at: now + 14 * day,
    flagged_at: null,
    ended_at: null,
    refused_at: null,
    counter: 1,
    chain_open: 0,
    answer_id: null,
    former_answer_id: null,
    answer_request: null,
    answer_request_ends_at: null,
    answer_token: null,
    answer_directive: 'none',
    sent_revision: 1,
    known_revision: 1,
    sent_keyset: 0,
    known_keyset: 0,
    sent_revocations: 0,
    known_revocations: 0,
    ...machine?.(index),
  }
}

function deploymentRow(index: number, now: number): Insertable<DeploymentTable> {
  return {
    id: seededId('dep', index),
    name: `Site ${index}`,
    search_name: `site ${index}`,
    customer_id: seededId('cus', index % 10),
    license_id: seededId('lic', index),
    created_at: now,
  }
}
