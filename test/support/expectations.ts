import { expect } from 'vitest'
import type { Answer } from './caller.ts'
import type { Hub } from './hub.ts'

/** Asserts the one error shape of DESIGN section 8, and returns the body. */
// biome-ignore lint: an answer from outside is whatever it is.
export function expectError(answer: Answer, status: number, code?: string): any {
  expect({ status: answer.status, text: answer.status === status ? '' : answer.text }).toEqual({
    status,
    text: '',
  })
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(answer.body).toMatchObject({
    error: expect.stringMatching(/\S/),
    code: expect.stringMatching(/^[A-Z][A-Z0-9_]+$/),
    requestId: expect.stringMatching(/\S/),
  })
  if (code !== undefined) expect(answer.body.code).toBe(code)
  expect(answer.body).not.toHaveProperty('stack')
  return answer.body
}

/** Asserts the refusal of a license: 422, the seven fields empty, why, and at which step. */
export function expectRefused(answer: Answer, code?: string): void {
  expect({ status: answer.status, text: answer.status === 422 ? '' : answer.text }).toEqual({
    status: 422,
    text: '',
  })
  expect(Object.keys(answer.body).slice(0, 7)).toEqual([
    'valid',
    'customer',
    'tier',
    'seats',
    'products',
    'expires_at',
    'error',
  ])
  expect(answer.body).toMatchObject({
    valid: false,
    customer: '',
    tier: '',
    seats: 0,
    products: [],
    expires_at: 0,
    error: expect.stringMatching(/\S/),
    code: expect.stringMatching(/^[A-Z][A-Z0-9_]+$/),
    step: expect.stringMatching(/^[a-z_]+$/),
    requestId: expect.stringMatching(/\S/),
  })
  if (code !== undefined) expect(answer.body.code).toBe(code)
}

/** What a Hub holds: license status, licenses ever, accounts, head of the audit chain. */
export async function readHoldings(hub: Hub): Promise<unknown> {
  const [status, history, users, checkpoint] = await Promise.all([
    hub.sibling.get('/api/license/status'),
    hub.admin.get('/api/license/history'),
    hub.admin.get('/api/users?limit=200'),
    hub.admin.get('/api/audit/checkpoint'),
  ])
  return {
    status: status.body,
    history: history.body,
    users: users.body.users.map((user: Record<string, unknown>) => ({ ...user, lastSeenAt: null })),
    seats: users.body.seats,
    audit: { sequence: checkpoint.body.sequence, head: checkpoint.body.head },
  }
}

/** Runs a deed that must be refused, and asserts that license, accounts and audit chain stayed as they were. */
export async function expectNothingMoved<T>(hub: Hub, deed: () => Promise<T>): Promise<T> {
  const before = await readHoldings(hub)
  const result = await deed()
  expect(await readHoldings(hub)).toEqual(before)
  return result
}

/** Waits until a condition holds; throws with the last value when it never does. */
export async function until<T>(
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  timeoutMilliseconds = 15_000,
): Promise<T> {
  const end = performance.now() + timeoutMilliseconds
  for (;;) {
    const value = await read()
    if (holds(value)) return value
    if (performance.now() > end) throw new Error(`still not: ${JSON.stringify(value)}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
