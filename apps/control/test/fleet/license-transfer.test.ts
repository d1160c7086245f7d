import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'

let control: TestControl
beforeEach(async () => {
  control = await openTestControl()
})
afterEach(() => control.close())

const one = {
  customer: { name: 'Acme', reference: 'A-1' },
  policy: 'appliance',
  tier: 'professional',
  seats: 5,
  products: ['pika', 'vera'],
  features: { sso: true },
  term: 'P1Y',
  note: '=1+1;=HYPERLINK(1)',
}

describe('an import', () => {
  it('issues all licenses at once, from JSON and from the CSV of an export', async () => {
    const issued = await control.ask('POST', '/v1/imports/licenses', { body: { licenses: [one, one] } })
    expect(issued.status).toBe(201)
    expect(issued.body).toMatchObject({ issued: 2, licenses: [{ customer: 'Acme' }, { customer: 'Acme' }] })
    const csv = (await control.ask('GET', '/v1/exports/licenses?format=csv')).text
    expect(csv).toContain(`"'=1+1;'=HYPERLINK(1)"`)
    const again = await control.ask('POST', '/v1/imports/licenses', { body: { csv } })
    expect(again.body).toMatchObject({ issued: 2 })
    const { body } = await control.ask('GET', '/v1/exports/licenses?format=json')
    expect(body.licenses).toHaveLength(4)
    const same = (row: Record<string, unknown>) => ({
      ...row,
      id: 0,
      issued_at: 0,
      expires_at: 0,
      key_hint: 0,
    })
    expect(body.licenses.slice(2).map(same)).toEqual(body.licenses.slice(0, 2).map(same))
    expect((await control.ask('GET', '/v1/customers')).body.total).toBe(1)
  })

  it('issues none when one of them cannot be', async () => {
    const bad = { ...one, policy: 'pol_none' }
    const refused = await control.ask('POST', '/v1/imports/licenses', { body: { licenses: [one, bad] } })
    expect(refused.status).toBeGreaterThanOrEqual(400)
    const csv =
      'customer,policy,tier,seats,products,term\nAcme,appliance,professional,5,pika,P1Y\nB,appliance,Pro,0,pika,P1Y'
    const faulty = await control.ask('POST', '/v1/imports/licenses', { body: { csv } })
    expect(Object.keys(faulty.body.fields)).toEqual(['csv.3.tier', 'csv.3.seats'])
    expect((await control.ask('GET', '/v1/licenses')).body.total).toBe(0)
    expect((await control.ask('GET', '/v1/customers')).body.total).toBe(0)
  })

  it('previews without writing', async () => {
    const preview = await control.ask('POST', '/v1/imports/licenses', {
      body: { licenses: [one], preview: true },
    })
    expect(preview.status).toBe(200)
    expect(preview.body).toMatchObject({ issued: 0, licenses: [{ id: null, key: null, customer: 'Acme' }] })
    expect((await control.ask('GET', '/v1/licenses')).body.total).toBe(0)
  })

  it.each(['customer,polcy\nA,b', 'customer\n"A', 'customer,policy\nA'])('refuses %j', async csv => {
    const refused = await control.ask('POST', '/v1/imports/licenses', { body: { csv } })
    expect([refused.status, refused.body.code]).toEqual([400, 'REQUEST_INVALID'])
    expect((await control.ask('GET', '/v1/licenses')).body.total).toBe(0)
  })
})

describe('an export', () => {
  it('holds neither keys nor tokens', async () => {
    const issued = await control.ask('POST', '/v1/imports/licenses', { body: { licenses: [one] } })
    const [{ key, token }] = issued.body.licenses
    for (const format of ['csv', 'json']) {
      const { text } = await control.ask('GET', `/v1/exports/licenses?format=${format}`)
      expect(text).not.toContain(key)
      expect(text).not.toContain(token)
    }
  })
})

describe('an export with filters', () => {
  it.each([
    ['q=acme', 2],
    ['product=vera', 1],
    ['tier=enterprise', 1],
    ['tier=enterprise&product=vera', 0],
    ['expiresBefore=1', 0],
    ['expiresAfter=1&state=active', 2],
    ['kid=none', 0],
  ])('of the list holds what the list shows: %s', async (query, count) => {
    const two = { ...one, tier: 'enterprise', products: ['pika'] }
    const three = { ...one, customer: { name: 'Beta' }, products: ['lynx'], policy: 'timed', termMonths: 3 }
    await control.ask('POST', '/v1/imports/licenses', {
      body: { licenses: [one, two, { ...three, term: undefined }] },
    })
    const list = await control.ask('GET', `/v1/licenses?${query}`)
    expect(list.body.total).toBe(count)
    const json = await control.ask('GET', `/v1/exports/licenses?${query}`)
    const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).toSorted()
    expect(ids(json.body.licenses)).toEqual(ids(list.body.licenses))
    const csv = (await control.ask('GET', `/v1/exports/licenses?${query}&format=csv`)).text
    expect(csv.trim().split('\r\n')).toHaveLength(1 + count)
  })
})

describe('a backup', () => {
  it('is made while the database is in use, listed and taken away; PostgreSQL makes its own', async () => {
    const made = await control.ask('POST', '/v1/backups')
    if (control.database.kind === 'postgres') {
      expect(made.body.code).toBe('BACKUP_BY_POSTGRES')
      expect((await control.ask('GET', '/v1/backups')).body.backups).toEqual([])
      return
    }
    expect(made.status).toBe(201)
    const { warning, ...backup } = made.body
    expect(warning).toBeNull()
    expect((await control.ask('GET', '/v1/backups')).body.backups).toEqual([backup])
    const { text } = await control.ask('GET', `/v1/backups/${made.body.name}`)
    expect(text.startsWith('SQLite format 3')).toBe(true)
    expect((await control.ask('GET', '/v1/backups/..%2Fcontrol.db')).status).toBe(404)
  })
})
