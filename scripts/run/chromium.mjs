import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { report } from '../setup/progress.mjs'
import { runCommand } from '../setup/run-command.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The browser that the browser tests drive: `CHROMIUM_PATH`, else an installed Chromium or Chrome, else, for root on Debian, Debian's package.
 *
 * Nothing is ever downloaded from anywhere but the distribution's own package sources.
 *
 * @returns {Promise<string | undefined>} Absolute path, or nothing where there is none and none can be installed.
 */
export async function ensureChromium() {
  const found = findChromium()
  if (found || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return found
  report('No Chromium found: installing Debian’s, for the browser tests …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runCommand('apt-get', ['update', '-q'], { env })
  const { code, output } = await runCommand(
    'apt-get',
    ['install', '-q', '-y', '--no-install-recommends', 'chromium'],
    { env },
  )
  if (code !== 0) report(`apt-get could not install it:\n${output.trim().split('\n').slice(-5).join('\n')}`)
  return findChromium()
}

function findChromium() {
  const told = process.env.CHROMIUM_PATH
  if (told) return isProgram(told) ? told : undefined
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return [...folders.flatMap(folder => names.map(name => path.join(folder, name))), ...elsewhere].find(
    isProgram,
  )
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return path.isAbsolute(file)
  } catch {
    return false
  }
}
