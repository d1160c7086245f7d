import { expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { openDatabase } from '../support/database-file.ts'
import { until } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { repetitions } from '../support/repetitions.ts'

const kills = repetitions('LICET_KILLS', 6)

/** What was acknowledged before the kill; the Hub may hold more, never less. */
interface Acknowledged {
  /** Highest revision of the license that was answered with 200. */
  revision: number
  emails: Set<string>
  keyNames: Set<string>
  auditSequence: number
}

/** Writes in three streams at once until the connection breaks. */
async function writeUntilKilled(hub: Hub, acknowledged: Acknowledged): Promise<void> {
  const repeat = async (deed: () => Promise<void>): Promise<void> => {
    try {
      for (;;) await deed()
    } catch (error) {
      if (!(error instanceof TypeError || (error as Error).name === 'TimeoutError')) throw error
    }
  }
  let revision = acknowledged.revision
  let made = acknowledged.keyNames.size * 1_000
  await Promise.all([
    repeat(async () => {
      revision += 1
      const answer = await hub.admin.post('/api/license/activate', {
        key: hub.license({ rev: revision, seats: 100_000 }),
      })
      if (answer.status === 200) acknowledged.revision = revision
      else expect(answer.status, answer.text).toBe(503)
    }),
    repeat(async () => {
      const account = createAccount()
      const answer = await hub.admin.post('/api/users', account)
      if (answer.status === 201) acknowledged.emails.add(account.email)
      else expect(answer.status, answer.text).toBe(503)
    }),
    repeat(async () => {
      made += 1
      const name = `key-${made}`
      const answer = await hub.admin.post('/api/service-keys', { name, scopes: ['status:read'] })
      if (answer.status === 201) acknowledged.keyNames.add(name)
      else expect(answer.status, answer.text).toBe(503)
    }),
    repeat(async () => {
      const { body } = await hub.admin.get('/api/audit/checkpoint')
      acknowledged.auditSequence = Math.max(acknowledged.auditSequence, body.sequence)
    }),
  ])
}

async function emailsHeld(hub: Hub): Promise<Set<string>> {
  const emails = new Set<string>()
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await hub.admin.get(
      `/api/users?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    for (const user of body.users) emails.add(user.email)
    cursor = body.next
  }
  return emails
}

test(
  `killed ${kills} times while licenses, accounts and keys are written: nothing acknowledged is lost, the database and the audit chain are whole`,
  async () => {
    const acknowledged: Acknowledged = {
      revision: 0,
      emails: new Set(),
      keyNames: new Set(),
      auditSequence: 0,
    }
    let hub = await startHub()
    for (let kill = 0; kill < kills; kill += 1) {
      const writing = writeUntilKilled(hub, acknowledged)
      // However slow the machine is: something was acknowledged before the first kill.
      const isUnderWay = () => acknowledged.revision > 0 && acknowledged.keyNames.size > 0
      await until(async () => isUnderWay(), Boolean, 60_000)
      await new Promise(resolve => setTimeout(resolve, 60 + ((kill * 97) % 700)))
      await hub.kill()
      await writing

      const database = openDatabase(hub.dataDir)
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(database.pragma('foreign_key_check')).toEqual([])
      database.close()

      hub = await hub.beside()
      const license = (await hub.admin.get('/api/license')).body
      expect(license.license?.revision ?? 0).toBeGreaterThanOrEqual(acknowledged.revision)
      const inForce = (await hub.admin.get('/api/license/history')).body.licenses.filter(
        (entry: { state: string }) => entry.state === 'in_force',
      )
      expect(inForce.length).toBe(license.license === null ? 0 : 1)
      const emails = await emailsHeld(hub)
      expect([...acknowledged.emails].filter(email => !emails.has(email))).toEqual([])
      const names = new Set(
        (await hub.admin.get('/api/service-keys')).body.keys.map((key: { name: string }) => key.name),
      )
      expect([...acknowledged.keyNames].filter(name => !names.has(name))).toEqual([])
      const audit = (await hub.admin.get('/api/audit/verify')).body
      expect(audit).toMatchObject({ ok: true })
      expect(audit.entries).toBeGreaterThanOrEqual(acknowledged.auditSequence)
      expect((await hub.admin.get('/api/users')).body.seats.used).toBe(emails.size)
    }
    expect(acknowledged.revision).toBeGreaterThan(0)
    expect(acknowledged.keyNames.size).toBeGreaterThan(0)
    await hub.stop()
  },
  30_000 + kills * 15_000,
)
