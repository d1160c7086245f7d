import { existsSync } from 'node:fs'
import { contentHash } from './content-hash.mjs'
import { Obstacle, report } from './progress.mjs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { isStamped, stampAfter } from './stamp.mjs'
import { readWorkspace } from './workspace.mjs'
import { withWritableHome } from './writable-home.mjs'

// Inside node_modules, so that removing that folder removes the claim that it is complete.
const stamp = inRoot('node_modules', '.licet-installed')

/** Whether the dependencies of exactly this lockfile are installed. */
export async function areDependenciesInstalled() {
  return isStamped(stamp, await dependencyHash())
}

/**
 * Installs what the lockfile says, and nothing else; no package runs code of its own.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @throws {Obstacle} when pnpm cannot.
 */
export async function installDependencies({ pnpm, env }) {
  await stampAfter(stamp, await dependencyHash(), async () => {
    report('Installing dependencies from the lockfile …')
    const { code, output } = await runCommand(
      pnpm,
      ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'],
      {
        env: withWritableHome({ ...env, CI: 'true' }),
      },
    )
    if (code !== 0)
      throw new Obstacle(
        `The dependencies could not be installed.\n\n${output.trim().split('\n').slice(-12).join('\n')}`,
      )
  })
}

async function dependencyHash() {
  const manifests = [...(await readWorkspace()).values()].map(({ folder }) => `${folder}/package.json`)
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'test/package.json', ...manifests]
  return contentHash(
    files.filter(file => existsSync(inRoot(file))),
    `${process.platform} ${process.arch}`,
  )
}
