import { existsSync } from 'node:fs'
import { contentHash } from './content-hash.mjs'
import { Obstacle, report } from './progress.mjs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { isStamped, stampAfter } from './stamp.mjs'
import { pins } from './toolchain.mjs'
import { closure, readWorkspace } from './workspace.mjs'

// What every build reads beside its own folder. keys/ is compiled into the programs as their trust.
const sharedInputs = [
  'pnpm-lock.yaml',
  'tsconfig.base.json',
  'tsconfig.node.json',
  'tsconfig.web.json',
  'keys/trust.json',
]

/**
 * @typedef {import('./workspace.mjs').Member & { hash: string, stamp: string }} Target - Something to build, and the hash of all it is built from.
 */

/**
 * The members of the workspace whose build is missing or older than their sources, in building order.
 *
 * @returns {Promise<Target[]>}
 */
export async function findStaleBuilds() {
  const members = await readWorkspace()
  const order = new Set([...members.keys()].toSorted().flatMap(name => [...closure(members, name)]))
  const targets = await Promise.all(
    [...order]
      .filter(({ builds }) => builds)
      .map(async member => {
        const folders = [...closure(members, member.name)].map(({ folder }) => folder)
        const hash = await contentHash([...sharedInputs, ...folders], `${pins.node} ${member.name}`)
        return {
          ...member,
          hash,
          stamp: inRoot('.cache', 'build', `${member.folder.replace('/', '-')}.stamp`),
        }
      }),
  )
  const fresh = await Promise.all(
    targets.map(
      async target => existsSync(inRoot(target.folder, 'dist')) && isStamped(target.stamp, target.hash),
    ),
  )
  return targets.filter((_, index) => !fresh[index])
}

/**
 * Builds one target with its own `build` script.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {Target} target
 * @throws {Obstacle} when the build fails.
 */
export async function build({ pnpm, env }, target) {
  await stampAfter(target.stamp, target.hash, async () => {
    report(`Building ${target.folder} …`)
    const { code, output } = await runCommand(pnpm, ['run', 'build'], {
      cwd: inRoot(target.folder),
      env: { ...env, NODE_ENV: 'production' },
    })
    if (code !== 0) throw new Obstacle(`${target.folder} could not be built.\n\n${output.trim()}`)
  })
}
