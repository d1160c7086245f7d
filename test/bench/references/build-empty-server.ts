import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { repositoryRoot } from '../../support/built.ts'

/**
 * Bundles the empty server by the Hub's own build configuration; returns the path of the program.
 *
 * It stays inside the workspace, where the one module that is not bundled is found.
 */
export async function buildEmptyServer(): Promise<string> {
  const outDir = fileURLToPath(new URL('../dist', import.meta.url))
  await build({
    configFile: `${repositoryRoot}apps/hub/vite.config.ts`,
    root: `${repositoryRoot}apps/hub`,
    logLevel: 'warn',
    build: { ssr: fileURLToPath(new URL('empty-server.ts', import.meta.url)), outDir, emptyOutDir: true },
  })
  return join(outDir, 'main.js')
}
