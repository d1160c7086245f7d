import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimsOf } from '../support/activation-server.ts'
import { builtPath } from '../support/built.ts'
import { createClientMachine } from '../support/client-machine.ts'
import { type Control, startControl } from '../support/control.ts'
import { openDatabase } from '../support/database-file.ts'
import type { Hub } from '../support/hub.ts'
import { type Program, startProgram } from '../support/program.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { repetitions } from '../support/repetitions.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'
import { startVendorHub } from '../support/vendor-hub.ts'

const kills = repetitions('LICET_KILLS', 10)
/** A contact belongs to its process for so long, if that is killed. */
const ownedSeconds = 31

let control: Control
let relay: Relay
beforeAll(async () => {
  control = await startControl()
  relay = await startRelay(control.url)
})
afterAll(async () => {
  await relay.close()
  await control.stop()
})

/**
 * Kills a program in the middle of asking: every other time when the answer is on its way, so that it gets lost for
 * certain, else at some moment, `from` milliseconds after the start and `within` so many.
 */
async function killWhile(
  program: Program,
  { round, from, within }: { round: number; from: number; within: number },
  deed: () => Promise<unknown>,
): Promise<void> {
  const kill = (): boolean => program.child.kill('SIGKILL')
  let timer: NodeJS.Timeout | null = null
  if (round % 2 === 0) relay.onAnswer = kill
  else timer = setTimeout(kill, from + ((round * 37) % within))
  await deed().catch(() => undefined)
  if (round % 2 !== 0) await program.finished
  if (timer !== null) clearTimeout(timer)
  relay.onAnswer = null
  kill()
  await program.finished
}

const requestOf = (index: number): string => JSON.parse(relay.exchanges[index]?.body ?? '{}').request

/** One machine lives on the license, and nobody suspects that there are two. */
async function expectNoClone(id: string): Promise<void> {
  const { activations, heartbeats } = await showLicense(control, id)
  expect(activations.map(({ state }: { state: string }) => state)).toEqual(['active'])
  expect(heartbeats.map(({ outcome }: { outcome: string }) => outcome)).not.toContain('clone_suspected')
}

/** What a Hub's database holds: the activation that counts, its place in the chain, and the requests that wait. */
function readHub({ dataDir }: Hub) {
  const database = openDatabase(dataDir)
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    const rows = database
      .prepare('SELECT license, token FROM activation WHERE ended_at IS NULL ORDER BY position')
      .all() as { license: string; token: Buffer }[]
    const chains = database.prepare('SELECT license, counter, previous FROM activation_chain').all() as {
      license: string
      counter: number
      previous: string
    }[]
    const waiting = database
      .prepare("SELECT token FROM activation_request WHERE answered_at IS NULL AND way = 'online'")
      .pluck()
      .all() as Buffer[]
    for (const { license, token } of rows) {
      const { jti, counter } = claimsOf(token.toString('latin1'))
      expect(chains.find(chain => chain.license === license)).toEqual({ license, counter, previous: jti })
    }
    return {
      counterOf: (license: string) => chains.find(chain => chain.license === license)?.counter ?? 0,
      holds: (license: string) => rows.filter(row => row.license === license).length,
      waiting: waiting.map(token => token.toString('utf8')),
    }
  } finally {
    database.close()
  }
}

test(
  `a Hub killed ${kills} times while it activates and renews holds the old activation or the new one, and asks again with the same request`,
  async () => {
    const { env, ...site } = await startVendorHub(control, { controlUrl: relay.url })
    let { hub } = site
    let held = await issueLicense(control.admin, 'appliance')
    const activate = (key: string) => hub.admin.post('/api/license/activate', { key })
    const renew = () => hub.admin.post('/api/activation/retry', {})
    expect((await activate(held.key)).status).toBe(200)
    let repeated = 0
    for (let kill = 0; kill < kills; kill++) {
      // Two renewals, then another license in its place, and so on.
      const isRenewal = kill % 4 < 2
      const wanted = isRenewal ? held : await issueLicense(control.admin, 'appliance')
      const ask = isRenewal ? renew : () => activate(wanted.key)
      const counter = readHub(hub).counterOf(wanted.id)
      await killWhile(hub.program, { round: kill, from: 2, within: 60 }, ask)

      const after = readHub(hub)
      expect([counter, counter + 1]).toContain(after.counterOf(wanted.id))
      expect(after.holds(held.id)).toBe(1)
      hub = await hub.beside({ env, clockOffsetSeconds: (kill + 1) * ownedSeconds })
      const { license } = (await hub.admin.get('/api/license')).body
      expect([held.id, wanted.id]).toContain(license.id)

      const [waits] = after.waiting
      const next = relay.exchanges.length
      const answer = await ask()
      expect(answer.status, answer.text).toBe(200)
      if (waits !== undefined) {
        expect(requestOf(next)).toBe(waits)
        repeated++
      }
      const report = (await hub.admin.get('/api/activation')).body
      expect(report).toMatchObject({ state: 'active', license: { id: wanted.id } })
      expect(report.control.cloneSuspectedAt).toBeNull()
      await expectNoClone(wanted.id)
      held = wanted
    }
    expect(repeated).toBeGreaterThanOrEqual(Math.floor(kills / 2))
    await hub.stop()
  },
  60_000 + kills * 15_000,
)

test(
  `the command line killed ${kills} times while it activates and renews holds the old activation or the new one, and asks again with the same request`,
  async () => {
    const machine = createClientMachine({ url: relay.url, trustFile: await control.trustFile() })
    const path = join(machine.home, 'license.json')
    let held = await issueLicense(control.admin, 'appliance')
    expect((await machine.licet(['activate', held.key])).code).toBe(0)
    let repeated = 0
    for (let kill = 0; kill < kills; kill++) {
      const isRenewal = kill % 4 < 2
      const wanted = isRenewal ? held : await issueLicense(control.admin, 'appliance')
      const args = isRenewal ? ['heartbeat'] : ['activate', wanted.key]
      const before = machine.stored()
      const program = startProgram(process.execPath, [builtPath('apps/cli/dist/main.js'), ...args], {
        env: machine.env,
      })
      await killWhile(program, { round: kill, from: 80, within: 250 }, () => program.finished)

      expect(existsSync(path)).toBe(true)
      const after = JSON.parse(readFileSync(path, 'utf8'))
      if (after.activation !== before.activation) expect(claimsOf(after.activation).sub).toBe(wanted.id)
      else expect([after.license, after.counter]).toEqual([before.license, before.counter])
      const waits: string | undefined = after.pending?.requestToken

      const next = relay.exchanges.length
      const end = await machine.licet(args)
      expect(end.code, end.stdout + end.stderr).toBe(0)
      if (waits !== undefined) {
        expect(requestOf(next)).toBe(waits)
        repeated++
      }
      expect(claimsOf(machine.stored().activation).sub).toBe(wanted.id)
      await expectNoClone(wanted.id)
      held = wanted
    }
    expect(repeated).toBeGreaterThanOrEqual(Math.floor(kills / 2))
  },
  60_000 + kills * 15_000,
)
