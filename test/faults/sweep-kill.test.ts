import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { fillFleet } from '../../apps/control/test/support/fill-fleet.ts'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { openDatabase } from '../support/database-file.ts'
import { repetitions } from '../support/repetitions.ts'
import { daySeconds, wallClock } from '../support/token.ts'

const kills = repetitions('LICET_KILLS', 4)
/** Swept in six stretches, and their deployments in six more. */
const licenses = 6000
/** The licenses end day by day over so many days: each sweep finds some in every stretch. */
const days = 400

/** A run of the sweep as the database holds it. */
interface Run {
  id: string
  scanned: number
  applied: number
  finished_at: number | null
}

function read<T>(control: Control, work: (database: ReturnType<typeof openDatabase>) => T): T {
  const database = openDatabase(control.dataDir)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

const latestRun = (database: ReturnType<typeof openDatabase>) =>
  database.prepare('SELECT * FROM sweep ORDER BY rowid DESC LIMIT 1').get() as Run

/** What a plan is known by, made from the transitions that a run has written. */
function hashOfWritten(database: ReturnType<typeof openDatabase>, { id }: Run): string {
  const hash = createHash('sha256')
  const written = database
    .prepare(
      `SELECT t.kind, t.id, t.from_state, t.to_state FROM transition t
       LEFT JOIN license l ON t.kind = 'license' AND l.id = t.id
       WHERE t.sweep_id = ? ORDER BY t.kind DESC, l.number, t.id`,
    )
    .raw()
    .all(id) as string[][]
  for (const [kind, subject, from, to] of written) hash.update(`${kind} ${subject} ${from} ${to}\n`)
  return hash.digest('hex')
}

/** Kills the control plane as soon as its sweep has looked at so many rows. */
async function killWhenScanned(control: Control, rows: number): Promise<void> {
  const over = new AbortController()
  const swept = control.admin
    .post('/v1/licenses/health/sweep')
    .catch(() => undefined)
    .finally(() => over.abort())
  const database = openDatabase(control.dataDir)
  const before = latestRun(database).id
  while (!over.signal.aborted) {
    const run = latestRun(database)
    if (run.id !== before && run.scanned >= rows) break
    await setImmediate()
  }
  database.close()
  await control.kill()
  await swept
}

test(
  `killed ${kills} times in the middle of a sweep: taken up again, it comes to what was planned, every change written once`,
  async () => {
    const dataDir = createDirectory('fleet')
    await fillFleet(licenses, { url: null, path: join(dataDir, 'control.db') }, wallClock())
    let control = await startControl({ dataDir })
    expect((await control.admin.post('/v1/licenses/health/sweep')).status).toBe(200)
    let brokenOff = 0
    for (let kill = 0; kill < kills; kill++) {
      await control.stop()
      // Noon, so that no license changes its state while the test looks at it.
      const clockOffsetSeconds = (Math.floor(((kill + 1) * days) / kills) + 0.5) * daySeconds
      control = await control.beside({ clockOffsetSeconds })
      const { body: plan } = await control.admin.post('/v1/licenses/health/sweep?plan=true')
      expect(plan.plannedTotal).toBeGreaterThan(0)
      await killWhenScanned(control, ((kill * 5) % 12) * 1000)

      const left = read(control, database => {
        expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
        expect(database.pragma('foreign_key_check')).toEqual([])
        const run = latestRun(database)
        // What it says it has written is what it has written.
        const written = database.prepare('SELECT count(*) FROM transition WHERE sweep_id = ?').pluck()
        expect(written.get(run.id)).toBe(run.applied)
        return run
      })
      if (left.finished_at === null) brokenOff++

      control = await control.beside({ clockOffsetSeconds })
      const again = await control.admin.post('/v1/licenses/health/sweep')
      expect(again.status, again.text).toBe(200)
      read(control, database => {
        const finished = database.prepare('SELECT * FROM sweep WHERE id = ?').get(left.id) as Run
        expect(finished).toMatchObject({ applied: plan.plannedTotal, finished_at: expect.any(Number) })
        expect(hashOfWritten(database, finished)).toBe(plan.hash)
      })
      expect((await control.admin.post('/v1/licenses/health/sweep?plan=true')).body.plannedTotal).toBe(0)
      expect((await control.admin.get('/v1/audit/verify')).body).toMatchObject({ ok: true })
    }
    expect(brokenOff).toBeGreaterThanOrEqual(Math.ceil(kills / 2))
    await control.stop()
  },
  60_000 + kills * 15_000,
)
