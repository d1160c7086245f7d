import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Obstacle, report } from './progress.mjs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { withWritableHome } from './writable-home.mjs'

/** The versions that this repository is built and tested with. */
export const pins = { node: '24.21.0', pnpm: '12.21.0' }

const windows = process.platform === 'win32'
const nodeMajorLeast = Number(pins.node.split('.')[0])
const toolchainDir = inRoot('.tools', `node-${pins.node}-pnpm-${pins.pnpm}`)

/**
 * @typedef {{ node: string, pnpm: string, env: NodeJS.ProcessEnv }} Toolchain - Absolute paths of the two programs, and an environment in
 * which both, and the programs of the workspace, are found first.
 */

/**
 * The toolchain if it is there, without looking at the network; otherwise undefined.
 *
 * The machine's Node is used when it is as new as the pinned one; pnpm is always the pinned one, as it decides what the lockfile means.
 *
 * @returns {Toolchain | undefined}
 */
export function findToolchain() {
  const node = isNodeNewEnough(process.versions.node) ? process.execPath : toolPath('node')
  const pnpm = toolPath('pnpm')
  if (!existsSync(node) || !existsSync(pnpm)) return undefined
  const folders = [
    path.dirname(node),
    path.dirname(pnpm),
    inRoot('node_modules', '.bin'),
    inRoot('test', 'node_modules', '.bin'),
    process.env.PATH ?? '',
  ]
  return { node, pnpm, env: { ...process.env, PATH: folders.join(path.delimiter) } }
}

/**
 * Fetches the pinned programs from the machine's npm registry into `.tools`, and returns them.
 *
 * They are fetched aside and moved into place whole, so an interrupted run leaves nothing that looks finished.
 *
 * @returns {Promise<Toolchain>}
 * @throws {Obstacle} when npm is missing, the registry cannot be reached, or there is no build for this machine.
 */
export async function fetchToolchain() {
  await clearIncoming()
  const incoming = await mkdtemp(inRoot('.tools', 'incoming-'))
  await writeFile(path.join(incoming, 'package.json'), '{ "private": true }\n')

  const wanted = [`@pnpm/exe.${pnpmTarget()}@${pins.pnpm}`]
  if (!isNodeNewEnough(process.versions.node)) wanted.push(`node-${nodeTarget()}@${pins.node}`)
  report(`Fetching ${wanted.join(' and ')} …`)
  await npmInstall(incoming, wanted)

  // Made for its owner alone; a service runs what root has set up.
  await chmod(incoming, 0o755)
  await rm(toolchainDir, { recursive: true, force: true })
  await rename(incoming, toolchainDir)
  await linkForShells()
  const toolchain = findToolchain()
  if (!toolchain)
    throw new Obstacle(
      `npm said it fetched ${wanted.join(' and ')}, but the programs are not in ${toolchainDir}.`,
    )
  return toolchain
}

/** @param {string} version */
function isNodeNewEnough(version) {
  return Number(version.split('.')[0]) >= nodeMajorLeast
}

/** @param {'node' | 'pnpm'} tool */
function toolPath(tool) {
  const exe = windows ? '.exe' : ''
  const modules = path.join(toolchainDir, 'node_modules')
  return tool === 'node'
    ? path.join(modules, `node-${nodeTarget()}`, 'bin', `node${exe}`)
    : path.join(modules, '@pnpm', `exe.${pnpmTarget()}`, `pnpm${exe}`)
}

function nodeTarget() {
  return `${windows ? 'win' : process.platform}-${process.arch}`
}

function pnpmTarget() {
  const musl =
    process.platform === 'linux' &&
    !(/** @type {any} */ (process.report.getReport()).header.glibcVersionRuntime)
  return `${process.platform}-${process.arch}${musl ? '-musl' : ''}`
}

async function clearIncoming() {
  await mkdir(inRoot('.tools'), { recursive: true })
  for (const name of await readdir(inRoot('.tools'))) {
    if (name.startsWith('incoming-')) await rm(inRoot('.tools', name), { recursive: true, force: true })
  }
}

/**
 * @param {string} folder
 * @param {string[]} wanted
 */
async function npmInstall(folder, wanted) {
  const quiet = [
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--loglevel=error',
  ]
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']
  const args = ['install', '--prefix', folder, ...quiet, ...patience, ...wanted]
  const { code, output } = await runCommand(windows ? 'npm.cmd' : 'npm', args, {
    env: withWritableHome(process.env),
  })
  if (code === 0) return
  await rm(folder, { recursive: true, force: true })
  throw new Obstacle(explainNpmFailure(code, output))
}

/**
 * @param {number} code
 * @param {string} output
 */
function explainNpmFailure(code, output) {
  const said = output.trim().split('\n').slice(0, 6).join('\n')
  if (code === 127)
    return 'npm is not on the PATH. It comes with Node.js: install Node.js 20 or newer, then run this again.'
  if (/E404|ETARGET|EBADPLATFORM/.test(output)) {
    return `There is no ready-made toolchain for ${nodeTarget()}.\nInstall Node.js ${nodeMajorLeast} or newer, then run this again.\n\n${said}`
  }
  return `The npm registry could not be reached, and the first set-up needs it. Later starts do not.\nIf a proxy or a mirror stands between, tell npm about it (npm config set …), then run this again.\n\n${said}`
}

/** `.tools/bin` gives developers one folder for their PATH; nothing in the scripts depends on it. */
async function linkForShells() {
  if (windows) return
  const bin = inRoot('.tools', 'bin')
  await mkdir(bin, { recursive: true })
  for (const tool of /** @type {const} */ (['node', 'pnpm'])) {
    if (!existsSync(toolPath(tool))) continue
    const aside = path.join(bin, `.${tool}-${randomUUID()}`)
    await symlink(path.relative(bin, toolPath(tool)), aside)
    await rename(aside, path.join(bin, tool))
  }
}
