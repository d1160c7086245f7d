import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimsOf } from '../support/activation-server.ts'
import type { Answer, Caller } from '../support/caller.ts'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { databasePath, openDatabase } from '../support/database-file.ts'
import type { Hub } from '../support/hub.ts'
import { runCli } from '../support/hub.ts'
import { createInstallation, type Installation } from '../support/installation.ts'
import { assertStatus, type Issued, issueLicense, showLicense } from '../support/vendor.ts'
import { startVendorHub } from '../support/vendor-hub.ts'

/** A license with the machine that held it, and every question that the machine has asked. */
interface Held {
  license: Issued
  box: Installation
  asked: { path: string; body: unknown }[]
}

/** One way in which a right to activate ends. */
interface Ending {
  kind: string
  end: (held: Held) => Promise<void>
  /** Ways back that must stay closed, beside each question that the machine has asked. */
  ways: (held: Held) => (() => Promise<Answer>)[]
  state: string
}

let control: Control
let copy: string
const held: Record<string, Held> = {}
const heldOf = (kind: string): Held => held[kind] as Held

/** Asks as before, and keeps what was asked. */
const recording = (asked: Held['asked']): Caller => ({
  ...control.anonymous,
  post: (path, body) => {
    asked.push({ path, body })
    return control.anonymous.post(path, body)
  },
})
const act = async ({ license: { id } }: Held, deed: string, body = {}): Promise<void> =>
  assertStatus(await control.admin.post(`/v1/licenses/${id}/${deed}`, body), 200, deed)
const byKey = (box: Installation, { license }: Held) => box.activate(control.anonymous, license.key)
const byProof = (box: Installation, { license: { id } }: Held, proof: string) =>
  control.anonymous.post(`/v1/licenses/${id}/activate`, {
    request: box.request('activate', { license: id }),
    proof,
  })
/** By the key and by the signed license, on the machine that held it and on another one. */
const everyWay = (one: Held) =>
  [one.box, createInstallation()].flatMap(box => [
    () => byKey(box, one),
    () => byProof(box, one, one.license.key),
    () => byProof(box, one, one.license.token),
  ])
const machineOf = async ({ license: { id } }: Held): Promise<string> =>
  (await showLicense(control, id)).activations[0].id

const endings: Ending[] = [
  { kind: 'a revoked license', end: one => act(one, 'revoke'), ways: everyWay, state: 'revoked' },
  { kind: 'a suspended license', end: one => act(one, 'suspend'), ways: everyWay, state: 'suspended' },
  {
    kind: 'a license that was bound to another machine',
    end: async one => {
      const other = createInstallation()
      await act(one, 'rebind', { fingerprint: { components: other.fingerprint } })
      assertStatus(await byKey(other, one), 200, 'activating elsewhere')
    },
    ways: everyWay,
    state: 'active',
  },
  {
    kind: 'a license whose key was reissued, for a machine that does not hold it',
    end: async one => {
      await act(one, 'reissue-key')
      one.asked.length = 0
    },
    ways: one => everyWay({ ...one, box: createInstallation() }),
    state: 'active',
  },
  {
    kind: 'a machine that staff released and that another one took over from',
    end: async one => {
      const { id } = one.license
      const path = `/v1/licenses/${id}/activations/${await machineOf(one)}/release`
      expect((await control.admin.post(path, { reason: 'moved' })).status).toBeLessThan(300)
      assertStatus(await byKey(createInstallation(), one), 200, 'activating elsewhere')
    },
    ways: everyWay,
    state: 'active',
  },
]

/** Whether an answer is one that a machine could go on with. */
function gives(answer: Answer): boolean {
  if (answer.status !== 200 || typeof answer.body.token !== 'string') return false
  const { directive } = claimsOf(answer.body.token)
  return directive === undefined || directive === 'none'
}

/** Ids of the machines that hold the license. */
const living = (machines: { id: string; state: string }[]): string[] =>
  machines.filter(({ state }) => state === 'active').map(({ id }) => id)

beforeAll(async () => {
  control = await startControl()
  for (const { kind } of endings) {
    const one: Held = {
      license: await issueLicense(control.admin, 'node-locked'),
      box: createInstallation(),
      asked: [],
    }
    held[kind] = one
    const caller = recording(one.asked)
    assertStatus(await one.box.activate(caller, one.license.key), 200, 'activating')
    assertStatus(await one.box.heartbeat(caller, one.license.id), 200, 'a heartbeat')
  }
  copy = join(createDirectory('backup'), 'control.db')
  const saved = await runCli(['backup', '--data-dir', control.dataDir, '--out', copy])
  expect(saved.code, saved.stderr).toBe(0)
  for (const { kind, end } of endings) await end(heldOf(kind))
}, 120_000)
afterAll(() => control.stop())

function checkEndings(): void {
  test.each(endings)('$kind', async ({ kind, ways, state }) => {
    const one = heldOf(kind)
    const { activations } = await showLicense(control, one.license.id)
    const replays = one.asked.map(
      ({ path, body }) =>
        () =>
          control.anonymous.post(path, body),
    )
    for (const [index, way] of [...replays, ...ways(one)].entries()) {
      const answer = await way()
      expect(gives(answer), `way ${index}: ${answer.text}`).toBe(false)
    }
    const now = await showLicense(control, one.license.id)
    expect(now.state).toBe(state)
    // A question out of turn may flag the machine that asks; none comes to life.
    for (const id of living(now.activations)) expect(living(activations)).toContain(id)
  })
}

describe('what was ended is not activated anew', () => {
  describe('at once', () => {
    checkEndings()
  })

  test('and a program that is older than the database starts no service on it, and changes nothing', async () => {
    await control.stop()
    const newer = openDatabase(control.dataDir)
    newer.exec(`INSERT INTO migration (name, applied_at) VALUES ('9999-tomorrow', 1)`)
    newer.close()
    const path = databasePath(control.dataDir)
    const before = readFileSync(path)
    await expect(control.beside()).rejects.toThrow(/newer version/)
    expect(readFileSync(path).equals(before)).toBe(true)
    const again = openDatabase(control.dataDir)
    again.exec(`DELETE FROM migration WHERE name = '9999-tomorrow'`)
    again.close()
  }, 60_000)

  describe('over a restore of a backup from before, and a restart', () => {
    beforeAll(async () => {
      const run = await runCli(['restore', copy, '--data-dir', control.dataDir, '--yes'])
      expect(run.code, run.stderr).toBe(0)
      control = await control.beside()
    }, 60_000)
    checkEndings()
  })
})

describe('a Hub that gave its activation up', () => {
  let hub: Hub
  let license: Issued
  const desk = (text: string) => control.admin.post('/v1/offline/issue', { text, licenseId: license.id })
  const paste = (key: string) => hub.admin.post('/api/license/activate', { key })
  const activateByHand = async (): Promise<string> => {
    const { request } = (await hub.admin.post('/api/activation/request', {})).body
    const answer = await control.anonymous.post('/v1/licenses/offline', { key: license.key, request })
    assertStatus(answer, 200, 'answering by hand')
    assertStatus(await paste(answer.body.code), 200, 'taking the code')
    return answer.body.code
  }
  beforeAll(async () => {
    license = await issueLicense(control.admin, 'node-locked')
    ;({ hub } = await startVendorHub(control, { controlUrl: '' }))
  }, 60_000)
  afterAll(() => hub.stop())

  test('takes no old code, on no machine twice, and its old receipt gives up nothing that came later', async () => {
    const code = await activateByHand()
    const { receipt } = (await hub.admin.post('/api/activation/release', {})).body
    assertStatus(await desk(receipt), 200, 'taking the receipt')
    const elsewhere = createInstallation()
    assertStatus(await elsewhere.activate(control.anonymous, license.key), 200, 'activating elsewhere')
    expect((await paste(code)).status).toBe(422)
    const { request } = (await hub.admin.post('/api/activation/request', {})).body
    const refused = await control.anonymous.post('/v1/licenses/offline', { key: license.key, request })
    expect([refused.status, refused.body.code]).toEqual([403, 'OTHER_MACHINE'])
    const again = await desk(receipt)
    expect(again.body?.activation ?? null).toBeNull()
    assertStatus(await elsewhere.heartbeat(control.anonymous, license.id), 200, 'the other machine goes on')

    const [row] = (await showLicense(control, license.id)).activations.filter(
      ({ state }: { state: string }) => state === 'active',
    )
    const path = `/v1/licenses/${license.id}/activations/${row.id}/release`
    expect((await control.admin.post(path, { reason: 'back' })).status).toBeLessThan(300)
    await activateByHand()
    await desk(receipt)
    expect((await paste(code)).status).toBe(422)
    expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true })
    expect(living((await showLicense(control, license.id)).activations)).toHaveLength(1)
  })
})

test('a backup of a log that somebody edited is made, and says at once that no restore takes it', async () => {
  const raw = openDatabase(control.dataDir)
  raw.exec(`UPDATE audit SET actor_name = 'Somebody else' WHERE sequence = 3`)
  raw.close()
  const made = await control.admin.post('/v1/backups', {})
  assertStatus(made, 201, 'making a backup')
  expect(made.body.warning).toMatchObject({ code: 'AUDIT_CHAIN_BROKEN', entry: 3 })
  const file = join(control.dataDir, 'backups', made.body.name)
  const refused = await runCli(['restore', file, '--data-dir', control.dataDir, '--check'])
  expect(refused.code).toBe(2)
  expect(refused.stderr).toMatch(/chain of the backup is broken at entry 3.*Restore an older backup/)
})
