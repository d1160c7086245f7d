import { expect } from 'vitest'
import { createAccount } from './accounts.ts'
import type { Answer, Caller } from './caller.ts'
import type { Control } from './control.ts'

/** The five ways to license that are offered by name. */
export type Preset = 'air-gapped' | 'node-locked' | 'self-hosted' | 'appliance' | 'timed'

/** A license as it leaves the vendor. */
export interface Issued {
  id: string
  /** Empty where it has none. */
  key: string
  /** `license+jwt`; empty while it is not minted. */
  token: string
  /** All that the control plane says of it. */
  // biome-ignore lint: an answer from outside is whatever it is.
  license: any
}

const basis = { customer: { name: 'Acme Corp' }, tier: 'professional', seats: 10, products: ['pika', 'vera'] }

/** Issues a license as staff does: for a year, or where its term begins with its activation, for three months. */
export async function issueLicense(
  staff: Caller,
  policy: Preset,
  changes: Record<string, unknown> = {},
): Promise<Issued> {
  const term = policy === 'timed' ? { termMonths: 3 } : { term: 'P1Y' }
  const answer = await staff.post('/v1/licenses', { ...basis, policy, ...term, ...changes })
  assertStatus(answer, 201, 'issuing')
  const { license, key, token } = answer.body
  return { id: license.id, key: key ?? '', token: token ?? '', license }
}

/** What the control plane says of a license. */
// biome-ignore lint: an answer from outside is whatever it is.
export async function showLicense({ admin }: Pick<Control, 'admin'>, id: string): Promise<any> {
  const answer = await admin.get(`/v1/licenses/${id}`)
  assertStatus(answer, 200, 'showing a license')
  return answer.body
}

export const roles = ['onboarding', 'support', 'super_admin', 'auditor'] as const
export type Role = (typeof roles)[number]

/** Sets the control plane up and signs one person of each role in. */
export async function openStaff(control: Control): Promise<Record<Role, Caller>> {
  const { role: _, ...first } = createAccount({ name: 'Ada Admin' })
  const setUp = await control.anonymous.post('/v1/setup', { token: control.setupToken, ...first })
  assertStatus(setUp, 201, 'set-up')
  const admin = control.anonymous.as(setUp.body.token)
  const signIn = async (role: Role): Promise<[Role, Caller]> => {
    const account = { ...createAccount(), role }
    assertStatus(await admin.post('/v1/staff', account), 201, `adding ${role}`)
    const { email, password } = account
    const session = await control.anonymous.post('/v1/session', { email, password })
    assertStatus(session, 200, `signing ${role} in`)
    return [role, control.anonymous.as(session.body.token)]
  }
  const signedIn = await Promise.all(roles.map(signIn))
  return Object.fromEntries(signedIn) as Record<Role, Caller>
}

/** Throws with the answer when its status is another one. */
export function assertStatus(answer: Answer, status: number, what: string): void {
  if (answer.status !== status) throw new Error(`${what} answered ${answer.status}: ${answer.text}`)
}

/** Runs a deed that must be refused, and asserts that the license, its machines and the audit chain stayed as they were. */
export async function expectUnmoved<T>(control: Control, id: string, deed: () => Promise<T>): Promise<T> {
  const before = await readHoldings(control, id)
  const result = await deed()
  expect(await readHoldings(control, id)).toEqual(before)
  return result
}

async function readHoldings(control: Control, id: string): Promise<unknown> {
  // The refusal itself may stand among the questions that machines asked.
  const { heartbeats: _, ...license } = await showLicense(control, id)
  const { body } = await control.admin.get('/v1/audit/checkpoint')
  return { license, sequence: body.sequence, head: body.head }
}
