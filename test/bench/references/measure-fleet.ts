import { join } from 'node:path'
import { openControlDatabase } from '../../../apps/control/src/store/database.ts'
import { seededId, seedFleet } from '../../../apps/control/test/support/seed-fleet.ts'
import { type Control, startControl } from '../../support/control.ts'
import { createDirectory } from '../../support/data-directory.ts'

/** What was measured of one fleet, by what was asked. */
export interface FleetFigures {
  rowMicroseconds: Record<string, number>
  pageMedianMilliseconds: Record<string, number>
  pageP99Milliseconds: Record<string, number>
}

const day = 86_400
const samples = 300

/** Fills a database with a fleet, starts the built control plane on it, and asks it what the console asks. */
export async function measureFleet(licenses: number, databaseUrl: string | undefined): Promise<FleetFigures> {
  const dataDir = createDirectory('fleet')
  const now = Math.floor(Date.now() / 1000)
  await fill(licenses, { url: databaseUrl ?? null, path: join(dataDir, 'control.db') }, now)
  const control = await startControl({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  try {
    // What the planner knows of a table follows by itself in production; here it has just been filled.
    const first = await sweep(control)
    if (first.applied !== 2 * licenses) throw new Error(`the first sweep wrote ${first.applied}`)
    const again = await sweep(control)
    if (again.applied !== 0) throw new Error(`the second sweep wrote ${again.applied}`)
    const pageMedianMilliseconds: Record<string, number> = {}
    const pageP99Milliseconds: Record<string, number> = {}
    for (const [what, path] of Object.entries(questions(licenses))) {
      const taken = await ask(control, path)
      pageMedianMilliseconds[what] = taken[Math.floor(samples / 2)] ?? Number.NaN
      pageP99Milliseconds[what] = taken[Math.floor(samples * 0.99)] ?? Number.NaN
    }
    return {
      rowMicroseconds: {
        'first sweep (writes all)': (first.seconds * 1e6) / (2 * licenses),
        'sweep without a change': (again.seconds * 1e6) / (2 * licenses),
      },
      pageMedianMilliseconds,
      pageP99Milliseconds,
    }
  } finally {
    await control.stop()
  }
}

async function fill(
  licenses: number,
  place: { url: string | null; path: string },
  now: number,
): Promise<void> {
  const database = await openControlDatabase(place, now)
  await seedFleet(database, {
    licenses,
    now,
    deployed: true,
    license: index => {
      const customer = Math.floor(index / 10)
      const expiresAt = now + (1 + (index % 400)) * day
      return {
        customer_name: `Customer ${customer}`,
        customer_search: `customer ${customer}`,
        expires_at: expiresAt,
        warns_at: expiresAt - 30 * day,
        tier: index % 5 === 0 ? 'enterprise' : 'professional',
        key_hint: `ACME-…${index.toString(36).padStart(4, '0').slice(-4)}`,
        key_search: index.toString(36).padStart(4, '0').slice(-4),
      }
    },
  })
  await database.close()
}

async function sweep({ admin }: Control): Promise<{ applied: number; seconds: number }> {
  const began = performance.now()
  const answer = await admin.post('/v1/licenses/health/sweep')
  if (answer.status !== 200) throw new Error(`the sweep answered ${answer.status}: ${answer.text}`)
  const { applied } = answer.body as { applied: number }
  return { applied, seconds: (performance.now() - began) / 1000 }
}

/** What is asked, with an index that makes every question another one. */
function questions(licenses: number): Record<string, (index: number) => string> {
  const spread = (index: number): number => Math.floor((index * 7919) % licenses)
  return {
    'list, first page': () => '/v1/licenses?limit=50',
    'list by state': index => `/v1/licenses?limit=50&state=${index % 2 ? 'active' : 'expiring'}`,
    'list by tier': () => '/v1/licenses?limit=50&tier=enterprise',
    'search by customer': index => `/v1/licenses?limit=50&q=Customer%20${Math.floor(spread(index) / 10)}`,
    'search by key': index => `/v1/licenses?limit=50&q=${spread(index).toString(36).padStart(4, '0')}`,
    'one license': index => `/v1/licenses/${seededId('lic', spread(index))}`,
    'deployments, first page': () => '/v1/deployments?limit=50',
  }
}

/** How long each of many questions took, in milliseconds, the quickest first. */
async function ask({ admin }: Control, path: (index: number) => string): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < samples + 20; index++) {
    const began = performance.now()
    const answer = await admin.get(path(index))
    if (answer.status !== 200) throw new Error(`${path(index)} answered ${answer.status}: ${answer.text}`)
    // The first ones warm up.
    if (index >= 20) taken.push(performance.now() - began)
  }
  return taken.toSorted((a, b) => a - b)
}
