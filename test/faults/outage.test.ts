import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { repositoryRoot } from '../support/built.ts'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { until } from '../support/expectations.ts'
import type { FleetOrder, FleetReport } from '../support/heartbeat-fleet.ts'
import { type Program, startProgram } from '../support/program.ts'
import { type Exchange, type Relay, startRelay } from '../support/relay.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'

/** The shortest that a license may ask for. */
const intervalSeconds = 60
const isLong = process.env['LICET_LONG'] === '1'
/** In the short run fewer of them live fifteen times as fast, in windows that hold somewhat more than a second of the long run. */
const { hubs, speed, windowSeconds, processes } = isLong
  ? { hubs: 1000, speed: 1, windowSeconds: 1, processes: 4 }
  : { hubs: 150, speed: 15, windowSeconds: 10, processes: 2 }
const intervalMilliseconds = (intervalSeconds * 1000) / speed
const patienceMilliseconds = 4 * intervalMilliseconds + 20_000

const heartbeatsOf = (relay: Relay, from: number): Exchange[] =>
  relay.exchanges.filter(({ path, at }) => at >= from && path.endsWith('/heartbeat'))
const named = new WeakMap<Exchange, string>()
function installationOf(exchange: Exchange): string {
  const known = named.get(exchange)
  if (known !== undefined) return known
  const [, payload] = JSON.parse(exchange.body).request.split('.')
  const { iss } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  named.set(exchange, iss)
  return iss
}

/** How often each installation appears. */
function countEach(exchanges: readonly Exchange[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const exchange of exchanges) {
    const id = installationOf(exchange)
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

const started: Program[] = []
afterAll(() => {
  for (const { child } of started) child.kill('SIGKILL')
})

async function startFleet(control: Control, relay: Relay, key: string): Promise<Program[]> {
  const trustFile = await control.trustFile()
  const fleets = Array.from({ length: processes }, () => {
    const folder = createDirectory('fleet')
    const order: FleetOrder = { url: relay.url, trustFile, key, count: hubs / processes, folder, speed }
    const program = join(repositoryRoot, 'test/support/heartbeat-fleet.ts')
    const env = { LICET_FLEET: JSON.stringify(order), NODE_NO_WARNINGS: '1' }
    return startProgram(process.execPath, ['--conditions=source', program], { env })
  })
  started.push(...fleets)
  await Promise.all(fleets.map(fleet => fleet.line(/^activated$/m, 120_000)))
  return fleets
}

/** Requests in the busiest window, beside the mean of all windows until every installation was answered. */
function peakToMean(exchanges: readonly Exchange[], from: number, to: number) {
  const width = (windowSeconds * 1000) / speed
  const counts = new Map<number, number>()
  for (const { at } of exchanges) {
    const window = Math.floor((at - from) / width)
    counts.set(window, (counts.get(window) ?? 0) + 1)
  }
  const mean = exchanges.length / ((to - from) / width)
  const peak = Math.max(...counts.values())
  return { peak, mean, ratio: peak / mean }
}

test(
  `${hubs} installations after an outage longer than their interval: at most 3 times the mean at once, none gives up, and all are renewed within two intervals`,
  async () => {
    let control = await startControl()
    const relay = await startRelay(control.url)
    const policy = {
      enforcement: 'locked',
      binding: 'machine',
      match: { at_least: 3 },
      machines: hubs,
      heartbeat_seconds: intervalSeconds,
      grace_seconds: 604_800,
    }
    const { id, key } = await issueLicense(control.admin, 'appliance', { policy })
    const fleets = await startFleet(control, relay, key)
    const everyone = async (from: number, holds: (exchange: Exchange) => boolean, times: number) =>
      until(
        async () => countEach(heartbeatsOf(relay, from).filter(holds)),
        counts => counts.size === hubs && [...counts.values()].every(count => count >= times),
        patienceMilliseconds,
      )
    await everyone(0, ({ status }) => status === 200, 1)

    await control.kill()
    const goneAt = performance.now()
    await everyone(goneAt, ({ status }) => status === 0, 2)
    expect(performance.now() - goneAt).toBeGreaterThan(intervalMilliseconds)

    control = await control.beside({ env: { CONTROL_PORT: String(control.port) } })
    const backAt = performance.now()
    await everyone(backAt, ({ status }) => status === 200, 1)
    const seen = heartbeatsOf(relay, backAt).toSorted((a, b) => a.at - b.at)
    const first = new Map<string, number>()
    for (const exchange of seen.filter(({ status }) => status === 200)) {
      const installation = installationOf(exchange)
      if (!first.has(installation)) first.set(installation, exchange.at)
    }
    const renewedAt = Math.max(...first.values())
    const { peak, mean, ratio } = peakToMean(
      seen.filter(({ at }) => at <= renewedAt),
      backAt,
      renewedAt,
    )
    const seconds = ((renewedAt - backAt) / 1000) * speed
    process.stdout.write(
      `${hubs} installations back after ${seconds.toFixed(0)} s: peak ${peak}, mean ${mean.toFixed(1)}, ${ratio.toFixed(2)} ×\n`,
    )
    expect(ratio).toBeLessThanOrEqual(3)
    expect(seconds).toBeLessThanOrEqual(2 * intervalSeconds)

    for (const fleet of fleets) fleet.child.kill('SIGTERM')
    const reports = await Promise.all(
      fleets.map(async fleet => {
        const { stdout, stderr } = await fleet.finished
        expect(stderr).toBe('')
        return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as FleetReport
      }),
    )
    for (const report of reports)
      expect(report).toEqual({ waiting: hubs / processes, valid: hubs / processes, faults: [] })
    const { machines, activations } = await showLicense(control, id)
    expect(machines).toBe(hubs)
    expect(activations.every(({ state }: { state: string }) => state === 'active')).toBe(true)
    await relay.close()
    await control.stop()
  },
  120_000 + 5 * intervalMilliseconds,
)
