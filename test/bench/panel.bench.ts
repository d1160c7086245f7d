import { createServer } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import { chromium, type Page } from '@playwright/test'
import lighthouse from 'lighthouse'
import { chromiumArguments } from '../browser/support/chromium-arguments.ts'
import { setUp } from '../support/accounts.ts'
import { createDirectory } from '../support/data-directory.ts'
import { startHub } from '../support/hub.ts'
import { figure, printMachine, printTable, printVerdicts } from './measure/report.ts'

/** What a browser loads to show the license page for the first time, and what Lighthouse thinks of it. */
const hub = await startHub()
const { email, password } = await setUp(hub)
await hub.admin.post('/api/license/activate', { key: hub.license() })

const port = await freePort()
const context = await chromium.launchPersistentContext(createDirectory('profile'), {
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [...chromiumArguments, `--remote-debugging-port=${port}`],
})
const signedIn = await context.request.post(`${hub.url}/api/session`, { data: { email, password } })
if (signedIn.status() !== 200) throw new Error(`signing in answered ${signedIn.status()}`)
const page = await context.newPage()
const first = await load(page, '/license')
const later = await load(page, '/seats')
const license = await judge('/license')
const dashboard = await judge('/')
await context.close()

const scripts = first.filter(({ type }) => type === 'script')
const sum = (files: readonly Loaded[], bytes: 'plain' | 'brotli'): number =>
  files.reduce((total, file) => total + file[bytes], 0) / 1000
printMachine()
printTable(
  ['first load of the license page', 'files', 'kB', 'kB brotli'],
  ['document', 'script', 'stylesheet', 'image', 'fetch'].map(type => {
    const files = first.filter(file => file.type === type)
    return [type, String(files.length), figure(sum(files, 'plain')), figure(sum(files, 'brotli'))]
  }),
)
printTable(
  [
    'Lighthouse, desktop, performance',
    'score',
    'first paint ms',
    'largest paint ms',
    'blocked ms',
    'layout shift',
  ],
  Object.entries({ '/license': license, '/': dashboard }).map(([path, row]) => [path, ...row]),
)
const charts = later.filter(({ url, type }) => type === 'script' && !first.some(file => file.url === url))
process.stdout.write(
  `Charts come later: the seats page loads ${figure(sum(charts, 'brotli'))} kB brotli of script more.\n`,
)
printVerdicts([
  {
    what: 'script of the first load of the license page',
    measured: sum(scripts, 'brotli'),
    unit: 'kB brotli',
    bound: { atMost: 260 },
  },
])
await hub.stop()

interface Loaded {
  url: string
  type: string
  plain: number
  brotli: number
}

/** Everything a page asked for until it was quiet. */
async function load(on: Page, path: string): Promise<Loaded[]> {
  const loaded: Promise<Loaded>[] = []
  on.on('requestfinished', request => {
    const measure = async (): Promise<Loaded> => {
      const response = await request.response()
      const body = response?.ok() ? await response.body() : Buffer.alloc(0)
      return {
        url: request.url(),
        type: request.resourceType(),
        plain: body.length,
        brotli: brotliCompressSync(body).length,
      }
    }
    loaded.push(measure())
  })
  await on.goto(hub.url + path, { waitUntil: 'networkidle' })
  on.removeAllListeners('requestfinished')
  return Promise.all(loaded)
}

/** Lighthouse's score and the figures behind it, without throttling that would only slow down an answer from loopback. */
async function judge(path: string): Promise<string[]> {
  const run = await lighthouse(hub.url + path, {
    port,
    logLevel: 'error',
    onlyCategories: ['performance'],
    formFactor: 'desktop',
    screenEmulation: { mobile: false, width: 1440, height: 900, deviceScaleFactor: 1, disabled: false },
    throttlingMethod: 'simulate',
    throttling: {
      rttMs: 40,
      throughputKbps: 10_240,
      cpuSlowdownMultiplier: 1,
      requestLatencyMs: 0,
      downloadThroughputKbps: 0,
      uploadThroughputKbps: 0,
    },
    disableStorageReset: true,
  })
  if (run === undefined || run.lhr.runtimeError !== undefined)
    throw new Error(`Lighthouse could not judge ${path}: ${run?.lhr.runtimeError?.message ?? 'no result'}`)
  const { audits, categories } = run.lhr
  const value = (id: string): string => figure(audits[id]?.numericValue ?? Number.NaN)
  return [
    String(Math.round((categories['performance']?.score ?? 0) * 100)),
    value('first-contentful-paint'),
    value('largest-contentful-paint'),
    value('total-blocking-time'),
    value('cumulative-layout-shift'),
  ]
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as { port: number }
      server.close(() => resolve(free))
    })
  })
}
