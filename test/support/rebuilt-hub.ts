import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { builtPath, repositoryRoot } from './built.ts'
import { createDirectory } from './data-directory.ts'
import type { Json } from './token.ts'

/** How the trust of this repository, which has no keys, stands in the built program. */
const compiledIn = /(builtInTrust = )\{[^;]*?"?keys"?: ?\[\]\s*\}/

/**
 * The path of a Hub with other trust compiled in: what a vendor gets who fills `keys/trust.json` and builds.
 *
 * @throws when the built program does not hold the trust of this repository where it is expected.
 */
export function rebuildHub(trust: Json): string {
  const main = builtPath('apps/hub/dist/main.js')
  const directory = createDirectory('hub')
  const dist = join(directory, 'dist')
  mkdirSync(dist)
  cpSync(dirname(main), dist, { recursive: true })
  symlinkSync(join(repositoryRoot, 'apps/hub/node_modules'), join(directory, 'node_modules'))
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}')
  const holders = readdirSync(dist)
    .filter(name => name.endsWith('.js'))
    .map(name => join(dist, name))
    .filter(path => compiledIn.test(readFileSync(path, 'utf8')))
  const [holder, ...more] = holders
  if (holder === undefined || more.length > 0)
    throw new Error('no compiled-in trust was found in apps/hub/dist')
  const changed = readFileSync(holder, 'utf8').replace(
    compiledIn,
    (_, start: string) => start + JSON.stringify(trust),
  )
  writeFileSync(holder, changed)
  return join(dist, 'main.js')
}
