import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { canStartPostgres, startPostgres } from '../support/postgres.ts'

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows as unknown[]
  } finally {
    await client.end()
  }
}

describe.skipIf(!canStartPostgres('a PostgreSQL of the tests’ own'))('a PostgreSQL of the tests’ own', () => {
  it('takes connections, keeps databases apart, and is gone when it is stopped', async () => {
    const postgres = await startPostgres({ durable: true })
    const [one, other] = [await postgres.createDatabase(), await postgres.createDatabase()]
    await ask(one, 'CREATE TABLE a (b int)')
    expect(await ask(one, "SELECT to_regclass('a')::text AS found")).toEqual([{ found: 'a' }])
    expect(await ask(other, "SELECT to_regclass('a')::text AS found")).toEqual([{ found: null }])
    expect(await ask(one, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
    await expect(ask(one.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/)
    await postgres.stop()
    await expect(ask(one, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/)
  })
})
