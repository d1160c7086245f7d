import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type BeatTimer,
  beatEndOf,
  createControlClient,
  type Heartbeats,
  openActivation,
  openFileStore,
  openInstanceKey,
  openMachineClock,
  startHeartbeats,
} from '@licet/activation'
import { machineUidOf, parseTrust } from '@licet/license'

/** What a process that plays installations is started with. */
export interface FleetOrder {
  /** Of the activation server. */
  url: string
  trustFile: string
  /** Short key of a license with room for all of them. */
  key: string
  count: number
  /** The installations live in folders of their own in here. */
  folder: string
  /** How much faster than the clock the time between two heartbeats passes. */
  speed: number
}

/** What became of them, in one line of JSON at the end. */
export interface FleetReport {
  /** Loops that wait for their next heartbeat. */
  waiting: number
  /** Licenses in force. */
  valid: number
  /** What a loop threw, and every answer of the server that was a refusal. */
  faults: string[]
}

const order = JSON.parse(process.env['LICET_FLEET'] ?? '') as FleetOrder
const trust = await parseTrust(JSON.parse(readFileSync(order.trustFile, 'utf8')))
const faults: string[] = []
const fleet: { heartbeats: Heartbeats; isValid: () => Promise<boolean> }[] = []
/** The process's own clock, run through faster. */
const fastTimer: BeatTimer = {
  now: () => (performance.now() / 1000) * order.speed,
  after: (seconds, callBack) => {
    const timeout = setTimeout(callBack, (seconds * 1000) / order.speed).unref()
    return { cancel: () => clearTimeout(timeout) }
  },
}

/** Activated a few at a time, as machines that are installed one after the other. */
const lanes = 8
await Promise.all(
  Array.from({ length: lanes }, async (_, lane) => {
    for (let at = lane; at < order.count; at += lanes) await install(at)
  }),
)
process.stdout.write('activated\n')
const alive = setInterval(() => undefined, 60_000)
process.once('SIGTERM', () => void report())

/** A product on hardware like no other, that lives on leases. */
async function install(at: number): Promise<void> {
  const home = join(order.folder, String(at))
  const component = (): string => `sha256:${randomBytes(32).toString('hex')}`
  const parts = { machine: component(), os: component(), cpu: component(), mac: component() }
  const fingerprint = { ...parts, uid: machineUidOf(parts) }
  const activation = openActivation({
    store: openFileStore(home),
    instanceKey: openInstanceKey(home),
    readFingerprint: async () => fingerprint,
    trust,
    client: createControlClient({ url: order.url }),
    clock: openMachineClock(),
  })
  let end = await activation.activate(order.key)
  // As whoever installs it does, where the server was too busy.
  while (end.kind === 'unreachable') end = await activation.activate(order.key)
  if (end.kind !== 'taken') throw new Error(`not activated: ${JSON.stringify(end)}`)
  const intervalSeconds = end.state.license?.claims.policy.heartbeatSeconds ?? null
  const heartbeats = startHeartbeats({
    beat: async () => {
      const beat = await activation.heartbeat()
      if (beat.kind === 'refused') faults.push(beat.code)
      if (beat.kind === 'not_taken') faults.push(beat.refusal.code)
      return beatEndOf(beat)
    },
    intervalSeconds: () => intervalSeconds,
    onFault: error => faults.push(String(error)),
    ...(order.speed === 1 ? {} : { timer: fastTimer }),
  })
  const isValid = async (): Promise<boolean> => (await activation.state()).state.valid
  fleet.push({ heartbeats, isValid })
}

async function report(): Promise<void> {
  let [waiting, valid] = [0, 0]
  for (const { heartbeats, isValid } of fleet) {
    // One that is on its way is waited for.
    if (heartbeats.secondsToNext() === null) await heartbeats.beatNow()
    if (heartbeats.secondsToNext() !== null) waiting++
    await heartbeats.close()
    if (await isValid()) valid++
  }
  clearInterval(alive)
  const said: FleetReport = { waiting, valid, faults }
  process.stdout.write(`${JSON.stringify(said)}\n`)
}
