import { expect, test } from 'vitest'
import { type Control, startControl } from '../support/control.ts'
import { openDatabase } from '../support/database-file.ts'
import { createInstallation } from '../support/installation.ts'
import { repetitions } from '../support/repetitions.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'

const kills = repetitions('LICET_KILLS', 4)

/** What was acknowledged before the kill; the control plane may hold more, never less. */
interface Acknowledged {
  licenses: Set<string>
  /** Licenses whose machine was told that it is activated. */
  activated: Set<string>
  /** Signed answers that the one machine with heartbeats has taken. */
  answers: number
  auditSequence: number
}

/** Issues, activates, renews leases and sweeps at once, until the connection breaks. */
async function writeUntilKilled(
  control: Control,
  steady: { id: string; machine: ReturnType<typeof createInstallation> },
  acknowledged: Acknowledged,
): Promise<void> {
  const repeat = async (deed: () => Promise<void>): Promise<void> => {
    try {
      for (;;) await deed()
    } catch (error) {
      if (!(error instanceof TypeError || (error as Error).name === 'TimeoutError')) throw error
    }
  }
  await Promise.all([
    repeat(async () => {
      const { id, key } = await issueLicense(control.admin, 'node-locked')
      acknowledged.licenses.add(id)
      const answer = await createInstallation().activate(control.anonymous, key)
      expect(answer.status, answer.text).toBe(200)
      acknowledged.activated.add(id)
    }),
    repeat(async () => {
      const answer = await steady.machine.heartbeat(control.anonymous, steady.id)
      expect(answer.status, answer.text).toBe(200)
      acknowledged.answers = steady.machine.counter
    }),
    repeat(async () => {
      expect((await control.admin.post('/v1/licenses/health/sweep')).status).toBe(200)
    }),
    repeat(async () => {
      const { body } = await control.admin.get('/v1/audit/checkpoint')
      acknowledged.auditSequence = Math.max(acknowledged.auditSequence, body.sequence)
    }),
  ])
}

test(
  `killed ${kills} times while it issues, activates, renews and sweeps: nothing acknowledged is lost, and the audit chain is whole`,
  async () => {
    const acknowledged: Acknowledged = {
      licenses: new Set(),
      activated: new Set(),
      answers: 0,
      auditSequence: 0,
    }
    let control = await startControl()
    const { id, key } = await issueLicense(control.admin, 'appliance')
    const machine = createInstallation()
    expect((await machine.activate(control.anonymous, key)).status).toBe(200)
    for (let kill = 0; kill < kills; kill += 1) {
      const writing = writeUntilKilled(control, { id, machine }, acknowledged)
      await new Promise(resolve => setTimeout(resolve, 60 + ((kill * 97) % 700)))
      await control.kill()
      await writing

      const database = openDatabase(control.dataDir)
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(database.pragma('foreign_key_check')).toEqual([])
      database.close()

      control = await control.beside()
      const answer = await machine.heartbeat(control.anonymous, id)
      expect(answer.status, answer.text).toBe(200)
      const held = await showLicense(control, id)
      expect(held.activations[0].counter).toBeGreaterThanOrEqual(acknowledged.answers)
      const { body: audit } = await control.admin.get('/v1/audit/verify')
      expect(audit).toMatchObject({ ok: true })
      expect(audit.entries).toBeGreaterThanOrEqual(acknowledged.auditSequence)
    }
    for (const each of acknowledged.licenses) {
      const { activations } = await showLicense(control, each)
      if (acknowledged.activated.has(each)) expect(activations).toHaveLength(1)
    }
    expect(acknowledged.licenses.size).toBeGreaterThan(0)
    expect((await control.admin.post('/v1/licenses/health/sweep')).status).toBe(200)
    const again = await control.admin.post('/v1/licenses/health/sweep?plan=true')
    expect(again.body.planned).toEqual([])
    await control.stop()
  },
  60_000 + kills * 15_000,
)
