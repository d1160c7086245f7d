import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Runs the browser tests where no network exists but loopback: `node test/browser/without-network.mjs [playwright arguments]`.
 *
 * Linux only. A namespace of its own needs root, or a kernel that lets users make one.
 */
const config = fileURLToPath(new URL('playwright.config.ts', import.meta.url))
const playwright = fileURLToPath(new URL('../node_modules/.bin/playwright', import.meta.url))
// Inside, only `lo` exists; the tests run when it is up and nothing beside it is.
const inside = 'ip link set lo up && test "$(ls /sys/class/net)" = lo && exec "$@"'
const mount = 'mount -t sysfs none /sys 2>/dev/null; '
const { status, error } = spawnSync(
  'unshare',
  [
    '--map-root-user',
    '--net',
    '--mount',
    'sh',
    '-c',
    mount + inside,
    'sh',
    playwright,
    'test',
    '-c',
    config,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
if (error) process.stderr.write(`A namespace without a network cannot be made here: ${error.message}\n`)
process.exitCode = status ?? 1
