import { existsSync } from 'node:fs'
import { report } from '../setup/progress.mjs'
import { inRoot } from '../setup/root.mjs'
import { ensureChromium } from './chromium.mjs'
import { ensurePostgres } from './postgres.mjs'

/** @typedef {import('./steps.mjs').Step} Step */

/**
 * What can be said about the code without running it; seconds.
 *
 * @type {Step[]}
 */
export const staticSteps = [
  { name: 'format', command: 'biome', args: ['check', '--linter-enabled=false'] },
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'types, servers', command: 'tsc', args: ['-p', 'tsconfig.node.json'] },
  { name: 'types, pages', command: 'tsc', args: ['-p', 'tsconfig.web.json'] },
  { name: 'types, console', command: 'tsc', args: ['--noEmit', '-p', 'apps/control-panel'] },
  { name: 'types, browser tests', command: 'tsc', args: ['-p', 'tsconfig.browser.json'] },
  { name: 'types, scripts', command: 'tsc', args: ['-p', 'tsconfig.scripts.json'] },
  { name: 'boundaries', command: 'node', args: ['scripts/check/boundaries.mjs'] },
  { name: 'unused code', command: 'knip', args: ['--no-progress'] },
  { name: 'repository rules', command: 'vitest', args: ['run', '--project', 'rules'] },
]

/**
 * What is proven by running the code, slowest first so that the two lanes end together.
 *
 * @returns {Promise<Step[]>}
 */
export async function listTestSteps() {
  // Before anything runs, as the built programs' tests use it too.
  const postgresSteps = await listPostgresSteps()
  return [
    ...(await listBrowserSteps()),
    { name: 'built programs', command: 'vitest', args: ['run', '--project', 'system'] },
    { name: 'units', command: 'vitest', args: ['run', '--project', 'unit'] },
    ...postgresSteps,
    // Fails unless every branch of the license package is taken.
    { name: 'license package', command: 'vitest', args: ['run', '--project', 'license', '--coverage'] },
  ]
}

/**
 * What takes too long for `npm test`: the core broken on purpose, where a test has to notice; and the browser tests where no network exists
 * but loopback, which only Linux can arrange.
 *
 * @type {Step[]}
 */
export const longSteps = [
  { name: 'mutation', command: 'stryker', args: ['run'], figure: /Final mutation score of [\d.]+/ },
  ...(process.platform === 'linux'
    ? [{ name: 'browser, no network', command: 'node', args: ['test/browser/without-network.mjs'] }]
    : []),
]

async function listPostgresSteps() {
  if (await ensurePostgres())
    return [
      { name: 'control on PostgreSQL', command: 'vitest', args: ['run', '--project', 'control-postgres'] },
    ]
  report(
    'SKIPPED, NOT SHOWN: the control plane on PostgreSQL; install a server, or name its folder in POSTGRES_BIN_DIR.',
  )
  return []
}

async function listBrowserSteps() {
  if (!existsSync(inRoot('test/browser/playwright.config.ts'))) return []
  const chromium = await ensureChromium()
  if (!chromium)
    report('The browser tests need Chromium or Chrome: install one, or name it in CHROMIUM_PATH.')
  return [
    chromium
      ? {
          name: 'browser',
          command: 'playwright',
          args: ['test', '-c', 'test/browser/playwright.config.ts'],
          env: { CHROMIUM_PATH: chromium },
        }
      : {
          name: 'browser',
          command: 'node',
          args: ['-e', 'console.error("No Chromium: set CHROMIUM_PATH."); process.exit(1)'],
        },
  ]
}
