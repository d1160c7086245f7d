import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { createDirectory } from '../../support/data-directory.ts'

/** Where a row is written: a SQLite file of its own, or PostgreSQL. */
export interface WritePart {
  /** Commits one row, durably; resolves when it is. */
  commit(): Promise<void>
  close(): Promise<void>
}

const row = 'x'.repeat(700)

/** A table of two columns in SQLite, written with the durability that the control plane asks for. */
export function openSqlitePart(): WritePart {
  const database = new Database(join(createDirectory('part'), 'part.db'))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('CREATE TABLE part (id TEXT PRIMARY KEY, value TEXT)')
  const insert = database.prepare('INSERT INTO part VALUES (?, ?)')
  return {
    commit: async () => void insert.run(randomBytes(16).toString('hex'), row),
    close: async () => void database.close(),
  }
}

/** The same in PostgreSQL, over one connection. */
export async function openPostgresPart(url: string): Promise<WritePart> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('CREATE TABLE part (id TEXT PRIMARY KEY, value TEXT)')
  return {
    commit: async () => {
      await client.query('INSERT INTO part VALUES ($1, $2)', [randomBytes(16).toString('hex'), row])
    },
    close: () => client.end(),
  }
}

/** How long one verification, one signature and one committed row take, one after the other. @returns microseconds. */
export async function measureParts(
  part: WritePart,
  milliseconds: number,
): Promise<{ verify: number; sign: number; write: number; sum: number }> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = createPublicKey(privateKey)
  const data = Buffer.from(randomBytes(700).toString('base64url'))
  const signature = sign(null, data, privateKey)
  const parts = {
    verify: await timed(milliseconds, () => verify(null, data, publicKey, signature)),
    sign: await timed(milliseconds, () => sign(null, data, privateKey)),
    write: await timed(milliseconds, () => part.commit()),
  }
  return { ...parts, sum: parts.verify + parts.sign + parts.write }
}

async function timed(milliseconds: number, work: () => unknown): Promise<number> {
  for (let warmUp = 0; warmUp < 50; warmUp++) await work()
  const began = performance.now()
  let times = 0
  while (performance.now() - began < milliseconds) {
    await work()
    times += 1
  }
  return ((performance.now() - began) * 1000) / times
}
