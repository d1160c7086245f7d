import { pathToFileURL } from 'node:url'
import { build, findStaleBuilds } from './setup/build.mjs'
import { areDependenciesInstalled, installDependencies } from './setup/dependencies.mjs'
import { withLock } from './setup/lock.mjs'
import { report, runMain } from './setup/progress.mjs'
import { inRoot } from './setup/root.mjs'
import { fetchToolchain, findToolchain } from './setup/toolchain.mjs'

/**
 * Brings a checkout to where its programs can run: pinned Node and pnpm, dependencies from the lockfile, everything built.
 *
 * Each part is skipped when it is there already; when all are, nothing is written and the network is not touched.
 * It may be interrupted at any moment and run again, and several may run at once.
 *
 * @returns {Promise<import('./setup/toolchain.mjs').Toolchain>}
 * @throws {import('./setup/progress.mjs').Obstacle} with what to do about it.
 */
export async function setUp() {
  const ready = findToolchain()
  if (ready && (await areDependenciesInstalled()) && (await findStaleBuilds()).length === 0) return ready
  return withLock(inRoot('.cache', 'setup.lock'), completeSetUp, pid =>
    report(`Another set-up is running (process ${pid}); waiting for it …`),
  )
}

async function completeSetUp() {
  const started = Date.now()
  const toolchain = findToolchain() ?? (await fetchToolchain())
  if (!(await areDependenciesInstalled())) await installDependencies(toolchain)
  for (const target of await findStaleBuilds()) await build(toolchain, target)
  report(`Set up in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
  return toolchain
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => void (await setUp()))
