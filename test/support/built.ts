import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository's root directory. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url))

/**
 * The path of a built program or package, as a customer runs it.
 *
 * @throws when it was not built: these tests never fall back to sources.
 */
export function builtPath(
  relative:
    | 'apps/hub/dist/main.js'
    | 'apps/control/dist/main.js'
    | 'apps/cli/dist/main.js'
    | 'packages/license/dist/index.js',
): string {
  const path = repositoryRoot + relative
  if (!existsSync(path)) throw new Error(`${relative} is missing: build it first`)
  return path
}
