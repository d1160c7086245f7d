import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/**
 * Bundles the empty server as one would without a second thought; returns the path of the program.
 *
 * It stays inside the workspace, where the one module that is not bundled is found.
 */
export async function buildEmptyServer(): Promise<string> {
  const outDir = fileURLToPath(new URL('../dist', import.meta.url))
  await build({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: fileURLToPath(new URL('empty-server.ts', import.meta.url)),
      target: 'node22',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'main.js' } },
    },
  })
  return join(outDir, 'main.js')
}
