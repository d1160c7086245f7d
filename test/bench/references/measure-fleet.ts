import { Agent, request } from 'node:http'
import { join } from 'node:path'
import {
  fillFleet,
  forgetSweeps,
  keyEndOf,
  settleFleet,
} from '../../../apps/control/test/support/fill-fleet.ts'
import { seededId } from '../../../apps/control/test/support/seed-fleet.ts'
import { type Control, startControl } from '../../support/control.ts'
import { createDirectory } from '../../support/data-directory.ts'

/** A built control plane on a fleet of a certain size, asked what the console asks. */
export interface MeasuredFleet {
  licenses: number
  /** Starts it again on a database that knows of no sweep and has come to rest. */
  startUnswept(): Promise<void>
  /** Sweeps, and returns what a row took in microseconds. @param changes - How many must be found, or it throws. */
  sweep(changes: number): Promise<number>
  /** Gathers the overview anew; the milliseconds that took, as nobody has asked before. */
  overview(): Promise<number>
  /** Asks one kind of question many times; median and p99 in milliseconds. */
  ask(question: string): Promise<{ median: number; p99: number }>
  /** Lets the database come to rest after so much was written. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** What is asked, by name; `index` makes every question another one. */
const questions: Record<string, (licenses: number, index: number) => string> = {
  'list, first page': () => '/v1/licenses?limit=50',
  'list by state': (_, index) => `/v1/licenses?limit=50&state=${index % 2 ? 'active' : 'expiring'}`,
  'list by tier': () => '/v1/licenses?limit=50&tier=enterprise',
  'search by customer': (licenses, index) =>
    `/v1/licenses?limit=50&q=Customer%20${Math.floor(spread(licenses, index) / 10)}`,
  'search by key': (licenses, index) => `/v1/licenses?limit=50&q=ACME-${keyEndOf(spread(licenses, index))}`,
  'one license': (licenses, index) => `/v1/licenses/${seededId('lic', spread(licenses, index))}`,
  'deployments, first page': () => '/v1/deployments?limit=50',
}

/** The names of the questions. */
export const questionNames: readonly string[] = Object.keys(questions)

const samples = 500

/** Fills a database with a fleet and starts a control plane on it. */
export async function openFleet(licenses: number, databaseUrl: string | undefined): Promise<MeasuredFleet> {
  const dataDir = createDirectory('fleet')
  const now = Math.floor(Date.now() / 1000)
  const place = { url: databaseUrl ?? null, path: join(dataDir, 'control.db') }
  await fillFleet(licenses, place, now)
  let control = await startControl({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let asked = 0
  return {
    licenses,
    startUnswept: async () => {
      await control.stop()
      await forgetSweeps(place, now)
      control = await control.beside({ dataDir })
    },
    sweep: async changes => {
      const { text, milliseconds } = await call(control, agent, 'POST', '/v1/licenses/health/sweep')
      const { applied } = JSON.parse(text) as { applied: number }
      if (applied !== changes) throw new Error(`the sweep wrote ${applied}, not ${changes}`)
      return (milliseconds * 1000) / (2 * licenses)
    },
    overview: async () => (await call(control, agent, 'GET', '/v1/overview')).milliseconds,
    ask: async question => {
      const path = questions[question] ?? (() => '')
      const taken: number[] = []
      for (let sample = 0; sample < samples + 10; sample++) {
        asked += 1
        const { milliseconds } = await call(control, agent, 'GET', path(licenses, asked))
        // The first ones warm up.
        if (sample >= 10) taken.push(milliseconds)
      }
      const inOrder = taken.toSorted((a, b) => a - b)
      const at = (share: number): number => inOrder[Math.floor(samples * share)] ?? Number.NaN
      return { median: at(0.5), p99: at(0.99) }
    },
    settle: () => settleFleet(place, now),
    stop: async () => {
      agent.destroy()
      await control.stop()
    },
  }
}

function spread(licenses: number, index: number): number {
  return (index * 7919) % licenses
}

/** A call that may take as long as it takes. */
function call(
  control: Control,
  agent: Agent,
  method: string,
  path: string,
): Promise<{ text: string; milliseconds: number }> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${control.adminToken}` }
    const sent = request({ port: control.port, host: '127.0.0.1', method, path, agent, headers }, answer => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        text += part
      })
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve({ text, milliseconds: performance.now() - began })
        else reject(new Error(`${path} answered ${answer.statusCode}: ${text}`))
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}
