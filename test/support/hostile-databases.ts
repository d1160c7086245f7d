import { copyFileSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'

/** A database that nobody may take in, made from a real backup. */
export interface HostileDatabase {
  name: string
  /** Changes the copy of a backup that lies at `path`. */
  spoil: (path: string) => void
  /** What every door says of it. */
  says: RegExp
}

const withSql =
  (sql: string) =>
  (path: string): void => {
    const raw = new Database(path)
    raw.pragma('foreign_keys = OFF')
    raw.pragma('ignore_check_constraints = ON')
    raw.exec(sql)
    raw.close()
  }

/** Rewrites the stored text of the schema, as no statement can. */
const withSchema =
  (object: string, from: RegExp, to: string) =>
  (path: string): void => {
    const raw = new Database(path)
    const sql = raw.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(object) as string
    if (!from.test(sql)) throw new Error(`${object} does not hold ${from}`)
    raw.unsafeMode()
    raw.pragma('writable_schema = ON')
    raw.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(sql.replace(from, to), object)
    raw.close()
  }

const withBytes =
  (at: number, bytes: readonly number[]) =>
  (path: string): void => {
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.from(bytes), 0, bytes.length, at)
  }

/** Makes the root page of a table an inner page whose only child is itself. */
function loopTable(path: string): void {
  const raw = new Database(path)
  const bytes = Number(raw.pragma('page_size', { simple: true }))
  const root = raw.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'audit'").pluck().get() as number
  raw.close()
  const page = Buffer.alloc(12)
  page.writeUInt8(0x05, 0)
  page.writeUInt16BE(bytes - 1, 5)
  page.writeUInt32BE(root, 8)
  withBytes((root - 1) * bytes, [...page])(path)
}

/** A trigger that only the write-ahead log beside the file holds. */
function hideInLog(path: string): void {
  const working = `${path}.working`
  copyFileSync(path, working)
  const raw = new Database(working)
  raw.pragma('journal_mode = WAL')
  const settled = readFileSync(working)
  raw.exec('CREATE TRIGGER in_the_log AFTER INSERT ON audit BEGIN SELECT RAISE(IGNORE); END')
  const log = readFileSync(`${working}-wal`)
  raw.close()
  writeFileSync(path, settled)
  writeFileSync(`${path}-wal`, log)
}

const triggerOn = (table: string, name: string): string =>
  `CREATE TRIGGER ${name} BEFORE INSERT ON "${table}" BEGIN SELECT RAISE(IGNORE); END;`

const endless = 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)'

/** Databases that are hostile whatever product they are of. */
export const hostileDatabases: HostileDatabase[] = [
  {
    name: 'a trigger that keeps entries out of the audit log',
    spoil: withSql(triggerOn('audit', 'swallow_audit')),
    says: /trigger of its own: swallow_audit/,
  },
  {
    name: 'a trigger under a name that steers a terminal',
    spoil: withSql(triggerOn('session', '"\u001b[2Jgone\u202e"')),
    says: /trigger of its own: \?\[2Jgone\?/,
  },
  { name: 'a view', spoil: withSql('CREATE VIEW peek AS SELECT 1'), says: /view of its own: peek/ },
  {
    name: 'an endless view in the place of the list of migrations',
    spoil: withSql(
      `DROP TABLE migration; CREATE VIEW migration AS ${endless} SELECT x AS name, 1 AS applied_at FROM n`,
    ),
    says: /view of its own: migration/,
  },
  {
    name: 'an endless view in the place of a table',
    spoil: withSql(`DROP TABLE two_factor; CREATE VIEW two_factor AS ${endless} SELECT x AS id FROM n`),
    says: /view of its own: two_factor/,
  },
  {
    name: 'a generated column',
    spoil: withSql('ALTER TABLE session ADD COLUMN made TEXT AS (token)'),
    says: /another definition of the table session/,
  },
  {
    name: 'another default',
    spoil: withSchema('user', /primary key/i, "PRIMARY KEY DEFAULT 'x'"),
    says: /another definition of the table user/,
  },
  { name: 'a table more', spoil: withSql('CREATE TABLE more (x)'), says: /table of its own: more/ },
  {
    name: 'a virtual table',
    spoil: withSql('CREATE VIRTUAL TABLE words USING fts5(x)'),
    says: /table of its own: words/,
  },
  {
    name: 'an index more, on an expression',
    spoil: withSql('CREATE INDEX slow ON audit (length(hex(zeroblob(length(detail)))))'),
    says: /index of its own: slow/,
  },
  { name: 'a table less', spoil: withSql('DROP TABLE used_code'), says: /lacks the table used_code/ },
  {
    name: 'a check that allows everything',
    spoil: withSchema('user', /enabled IN \(0, 1\)/, '1 OR enabled IN (0, 1)'),
    says: /another definition of the table user/,
  },
  {
    name: 'a row that breaks a check',
    spoil: withSql('UPDATE "user" SET enabled = 7'),
    says: /damaged|table user that it cannot hold: CHECK/,
  },
  {
    name: 'a row that refers to nothing',
    spoil: withSql('DELETE FROM "user"'),
    says: /damaged|refers to a row that is not there/,
  },
  {
    name: 'a number that no program counts with',
    spoil: withSql('UPDATE "user" SET updated_at = 9223372036854775807'),
    says: /table user that it cannot hold: a value is not of the kind/,
  },
  {
    name: 'an edited entry of the audit log',
    spoil: withSql("UPDATE audit SET actor_name = 'Somebody else' WHERE sequence = 1"),
    says: /audit chain of the backup is broken at entry 1/,
  },
  {
    name: 'a step that only a newer version has',
    spoil: withSql("INSERT INTO migration (name, applied_at) VALUES ('9999-tomorrow', 1)"),
    says: /written by a newer version \(9999-tomorrow\)/,
  },
  {
    name: 'a list of migrations with a gap',
    spoil: withSql("DELETE FROM migration WHERE name LIKE '0002%'"),
    says: /does not name the steps/,
  },
  {
    name: 'the mark of another program',
    spoil: withSql('PRAGMA application_id = 77'),
    says: /mark of another program/,
  },
  { name: 'a table that goes round in a circle', spoil: loopTable, says: /damaged|cannot be read/ },
  {
    name: 'a list of tables that goes round in a circle',
    spoil: withBytes(100, [0x05, 0, 0, 0, 0, 0x0f, 0xff, 0, 0, 0, 0, 1]),
    says: /cannot be read as a database/,
  },
  {
    name: 'thousands of tables',
    spoil: withSql(
      `BEGIN; ${Array.from({ length: 2500 }, (_, index) => `CREATE TABLE t${index} (x);`).join('')} COMMIT`,
    ),
    says: /more tables than any version/,
  },
  {
    name: 'another program’s tables',
    spoil: path => {
      writeFileSync(path, '')
      withSql('CREATE TABLE places (url TEXT)')(path)
    },
    says: /not one of this program/,
  },
  {
    name: 'half a file',
    spoil: path => writeFileSync(path, readFileSync(path).subarray(0, 20_000)),
    says: /\S/,
  },
  { name: 'an empty file', spoil: path => writeFileSync(path, ''), says: /cannot be read as a database/ },
]

/** Those whose fault lies beside the file, so that only who names a path meets them. */
export const hostileCompanions: HostileDatabase[] = [
  {
    name: 'a write-ahead log with a trigger',
    spoil: hideInLog,
    says: /trigger of its own: in_the_log/,
  },
  {
    name: 'a rollback journal, which could name any file',
    spoil: path => writeFileSync(`${path}-journal`, Buffer.alloc(600, 1)),
    says: /journal lies beside the backup/,
  },
]
