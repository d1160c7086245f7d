import { runMain } from '../setup/progress.mjs'
import { root } from '../setup/root.mjs'
import { cruiseBoundaries } from './cruise-boundaries.mjs'

/** Prints every import that crosses a boundary, and fails if there is one or if a source file was not looked at. */
async function boundaries() {
  const { violations, unseen, seen } = await cruiseBoundaries(root)
  for (const { rule, from, to } of violations) process.stdout.write(`${rule}: ${from} → ${to}\n`)
  for (const file of unseen) process.stdout.write(`not looked at: ${file}\n`)
  process.stdout.write(`${seen} files looked at, ${violations.length} violations\n`)
  return violations.length + unseen.length === 0 && seen > 0 ? 0 : 1
}

await runMain(boundaries)
