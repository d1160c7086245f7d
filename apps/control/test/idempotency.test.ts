import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadAuditHead } from '../src/store/audit.ts'
import { type Answer, openTestControl, type TestControl } from './support/test-control.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
})
afterAll(() => control.close())

function make(key: string, name = 'ci', as?: string): Promise<Answer> {
  const body = { name, scopes: ['read', 'team.manage'] }
  return control.ask('POST', '/v1/api-tokens', { body, as, headers: { 'idempotency-key': key } })
}

async function tokens(): Promise<number> {
  return (await control.ask('GET', '/v1/api-tokens')).body.tokens.length
}

describe('a request with an Idempotency-Key', () => {
  test('takes effect once, and the same answer comes again', async () => {
    const before = await tokens()
    const answer = await make('first')
    const head = await loadAuditHead(control.database.db)
    const again = await make('first')
    expect(again.status).toBe(201)
    expect(again.body).toEqual(answer.body)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await loadAuditHead(control.database.db)).toEqual(head)
    expect(await tokens()).toBe(before + 1)
  })

  test('is refused when it says something else under the same key', async () => {
    await make('second')
    const head = await loadAuditHead(control.database.db)
    const other = await make('second', 'another name')
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_MISMATCH'])
    expect(await loadAuditHead(control.database.db)).toEqual(head)
  })

  test('takes effect once when eight come at once', async () => {
    const before = await tokens()
    const answers = await Promise.all(Array.from({ length: 8 }, () => make('race')))
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(1)
    expect(await tokens()).toBe(before + 1)
  })

  test('may be repeated after it was refused for good, with the same refusal', async () => {
    const headers = { 'idempotency-key': 'refused' }
    const body = { name: '', scopes: [] }
    const ask = () => control.ask('POST', '/v1/api-tokens', { body, headers })
    expect((await ask()).status).toBe(400)
    expect((await ask()).headers.get('idempotency-replayed')).toBe('true')
  })

  test('shares its key with nobody else', async () => {
    const { token } = (await make('shared')).body
    const before = await tokens()
    expect((await make('shared', 'ci', token)).headers.get('idempotency-replayed')).toBeNull()
    expect(await tokens()).toBe(before + 1)
  })

  test('leaves its answer to nobody who reads the database', async () => {
    const { token } = (await make('a key that nobody guesses')).body
    const rows = await control.database.db.selectFrom('idempotency').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(JSON.stringify(rows)).not.toContain('a key that nobody guesses')
  })

  test('is new again after a day', async () => {
    const before = await tokens()
    await make('daily')
    control.pass(86_401)
    expect((await make('daily')).headers.get('idempotency-replayed')).toBeNull()
    expect(await tokens()).toBe(before + 2)
  })
})
