import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { type Control, startControl } from '../support/control.ts'
import { expectError } from '../support/expectations.ts'
import { createInstallation } from '../support/installation.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'

const pageBytes = 4096
const databaseOf = ({ dataDir }: Control): string => join(dataDir, 'control.db')
const headOf = async ({ admin }: Control): Promise<unknown> => {
  const { sequence, head } = (await admin.get('/v1/audit/checkpoint')).body
  return { sequence, head }
}

test('while another process holds the database, writes are 503 with Retry-After, reads are answered, nothing moves, and then it goes on', async () => {
  const control = await startControl()
  const { id, key } = await issueLicense(control.admin, 'appliance')
  const box = createInstallation()
  expect((await box.activate(control.anonymous, key)).status).toBe(200)
  const before = [await showLicense(control, id), await headOf(control)]

  const holder = new Database(databaseOf(control))
  holder.exec('BEGIN IMMEDIATE')
  const asked = performance.now()
  const answers = await Promise.all([
    control.admin.post(`/v1/licenses/${id}/suspend`, { reason: 'Unpaid' }),
    control.admin.post('/v1/customers', { name: 'Half' }),
    createInstallation().activate(control.anonymous, key),
    box.heartbeat(control.anonymous, id),
  ])
  for (const answer of answers) {
    expectError(answer, 503, 'DATABASE_BUSY')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  // Five seconds for all of them, not for each that stands in line.
  expect(performance.now() - asked).toBeLessThan(10_000)
  expect((await control.admin.get('/v1/licenses')).body.total).toBe(1)
  expect((await control.anonymous.get('/healthz')).status).toBe(200)
  holder.exec('ROLLBACK')
  holder.close()

  expect([await showLicense(control, id), await headOf(control)]).toEqual(before)
  expect((await box.heartbeat(control.anonymous, id)).status).toBe(200)
  expect((await control.admin.post('/v1/customers', { name: 'Whole' })).status).toBe(201)
  await control.stop()
}, 90_000)

describe('a damaged database', () => {
  const damages: Record<string, (sound: Buffer) => Buffer> = {
    'an empty file': () => Buffer.alloc(0),
    'another file': () => Buffer.from('Not a database. '.repeat(2000)),
    'a file cut in half': sound => sound.subarray(0, sound.length / 2),
    'a page of rubbish': sound =>
      Buffer.concat([
        sound.subarray(0, 2 * pageBytes),
        Buffer.alloc(pageBytes, 7),
        sound.subarray(3 * pageBytes),
      ]),
  }

  test('keeps the control plane from starting, is left as it is, and the way back is named; a sound copy starts', async () => {
    const control = await startControl()
    const { id } = await issueLicense(control.admin, 'appliance')
    await control.stop()
    const path = databaseOf(control)
    const sound = readFileSync(path)
    for (const [what, damage] of Object.entries(damages)) {
      const damaged = damage(sound)
      writeFileSync(path, damaged)
      const refusal = await control.beside().then(
        () => 'it started',
        (error: unknown) => String(error),
      )
      expect(refusal, what).toMatch(
        /The database is (?:empty|damaged)\.[^\n]*licet restore FILE --control-plane/,
      )
      expect(refusal).toMatch(/ended with 1 /)
      expect(readFileSync(path).equals(damaged)).toBe(true)
    }
    writeFileSync(path, sound)
    const again = await control.beside()
    expect((await showLicense(again, id)).state).toBe('active')
    await again.stop()
  }, 90_000)
})

test('SIGTERM with 100 questions under way: each is answered or refused, none acknowledged is lost, exit 0 in under 10 s', async () => {
  const control = await startControl()
  const requests = Array.from({ length: 100 }, async (_, index) => {
    const name = `Customer ${index}`
    const answer = await control.admin.post('/v1/customers', { name }).catch(() => null)
    return { name, status: answer?.status ?? 0 }
  })
  await Promise.race(requests)
  const asked = performance.now()
  control.program.child.kill('SIGTERM')
  expect((await control.program.finished).code).toBe(0)
  expect(performance.now() - asked).toBeLessThan(10_000)
  const outcomes = await Promise.all(requests)
  expect(outcomes.filter(({ status }) => ![0, 201, 503].includes(status))).toEqual([])
  const acknowledged = outcomes.filter(({ status }) => status === 201).map(({ name }) => name)
  expect(acknowledged.length).toBeGreaterThan(0)

  const again = await control.beside()
  const held = (await again.admin.get('/v1/customers?limit=200')).body.customers as { name: string }[]
  expect(held.map(({ name }) => name)).toEqual(expect.arrayContaining(acknowledged))
  await again.stop()
}, 60_000)
