import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Obstacle, runMain } from './setup/progress.mjs'
import { inRoot, root } from './setup/root.mjs'
import { setUp } from './setup.mjs'

const cliMain = inRoot('apps/cli/dist/main.js')

/**
 * `npm run -s licet -- …`: the command-line tool of this checkout, with its own input, output and exit code.
 *
 * Says something itself only when something has to be set up, and then on the error stream.
 */
async function licet() {
  const { node, env } = await setUp()
  if (!existsSync(cliMain))
    throw new Obstacle('The command-line tool is not built: apps/cli/dist/main.js is missing.')
  const child = spawn(node, [cliMain, ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' })
  const ignore = () => undefined
  // The tool gets the terminal's signals itself; this process only has to outlive it.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, ignore)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', code => resolve(code ?? 128))
  })
}

await runMain(licet)
