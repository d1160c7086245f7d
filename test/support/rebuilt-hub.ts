import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtPath, repositoryRoot } from './built.ts'
import { createDirectory } from './data-directory.ts'
import type { Json } from './token.ts'

/**
 * The path of a Hub with other trust compiled in: what a vendor gets who fills `keys/trust.json` and builds.
 *
 * @throws when the built program does not hold the trust of this repository, which has no keys, where it is expected.
 */
export function rebuildHub(trust: Json): string {
  const compiledIn = /(builtInTrust = )\{[^;]*?"keys": \[\]\s*\}/
  const built = readFileSync(builtPath('apps/hub/dist/main.js'), 'utf8')
  if (!compiledIn.test(built)) throw new Error('no compiled-in trust was found in apps/hub/dist/main.js')
  const directory = createDirectory('hub')
  mkdirSync(join(directory, 'dist'))
  symlinkSync(join(repositoryRoot, 'apps/hub/node_modules'), join(directory, 'node_modules'))
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}')
  const program = join(directory, 'dist', 'main.js')
  writeFileSync(
    program,
    built.replace(compiledIn, (_, start: string) => start + JSON.stringify(trust)),
  )
  return program
}
