import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const created = new Set<string>()
process.once('exit', () => {
  for (const path of created) rmSync(path, { recursive: true, force: true })
})

/** An empty directory of this test's own; it goes away with the test process. */
export function createDirectory(name = 'data'): string {
  const path = mkdtempSync(join(tmpdir(), `licet-${name}-`))
  created.add(path)
  return path
}
