import { spawnSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { report, runMain } from './setup/progress.mjs'
import { inRoot, root } from './setup/root.mjs'
import { setUp } from './setup.mjs'

/**
 * `npm run bench [-- name …]`: runs the benches of `test/bench` one after the other, as they measure time; each prints its own table.
 *
 * @returns {Promise<number>} Exit code: 1 when a bench could not run.
 */
async function bench() {
  const { node, env } = await setUp()
  const wanted = process.argv.slice(2)
  const files = (await readdir(inRoot('test', 'bench'))).filter(file => file.endsWith('.bench.ts')).toSorted()
  const chosen = files.filter(file => wanted.length === 0 || wanted.some(name => file.includes(name)))
  let failed = 0
  for (const file of chosen) {
    report(`▸ ${file}`)
    const run = spawnSync(
      node,
      ['--conditions=source', '--disable-warning=ExperimentalWarning', inRoot('test/bench', file)],
      { cwd: root, env, stdio: 'inherit' },
    )
    if (run.status !== 0) failed += 1
  }
  process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

await runMain(bench)
