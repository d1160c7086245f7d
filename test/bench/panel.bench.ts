import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import { chromium, type Page, type Request } from '@playwright/test'
import lighthouse from 'lighthouse'
import { chromiumArguments } from '../browser/support/chromium-arguments.ts'
import { setUp } from '../support/accounts.ts'
import { repositoryRoot } from '../support/built.ts'
import { createDirectory } from '../support/data-directory.ts'
import { startHub } from '../support/hub.ts'
import { figure, printMachine, printTable, printVerdicts } from './measure/report.ts'

/** What a browser loads to show the license page for the first time, and what Lighthouse thinks of it. */
const assets = `${repositoryRoot}apps/hub-panel/dist/assets/`
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
const built = readdirSync(assets).filter(name => name.endsWith('.js'))
const withCharts = built.filter(name => readFileSync(assets + name, 'utf8').includes('recharts'))
const chartsLoaded = scripts.filter(({ url }) => withCharts.some(name => url.endsWith(name)))
process.stdout.write(
  `Charts lie in ${withCharts.length} of ${built.length} scripts; ${chartsLoaded.length} of those are part of the first load.\n`,
)
printVerdicts([
  {
    what: 'script of the first load of the license page',
    measured: sum(scripts, 'brotli'),
    unit: 'kB brotli',
    bound: { atMost: 260 },
  },
  { what: 'charts in the first load', measured: chartsLoaded.length, unit: 'scripts', bound: { atMost: 0 } },
])
await hub.stop()

interface Loaded {
  url: string
  type: string
  plain: number
  brotli: number
}

/** Everything a page asked for until it was quiet; files are fetched once more to be weighed. */
async function load(on: Page, path: string): Promise<Loaded[]> {
  const asked = new Map<string, string>()
  const note = (request: Request): void => void asked.set(request.url(), request.resourceType())
  on.on('request', note)
  await on.goto(hub.url + path, { waitUntil: 'networkidle' })
  on.off('request', note)
  const weigh = async ([url, type]: [string, string]): Promise<Loaded> => {
    const bytes = new Uint8Array(await (await context.request.get(url)).body())
    return { url, type, plain: bytes.length, brotli: brotliCompressSync(bytes).length }
  }
  return Promise.all([...asked].map(weigh))
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
