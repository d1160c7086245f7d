import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'
import { precompress } from './precompress.ts'

export interface PanelBuild {
  /** Where the development server listens. */
  port: number
  /** The server of this app while it is developed. */
  server: string
  /** Paths that are the server's and not the app's. */
  serverPaths: readonly string[]
}

/** How every app of pages is built: no inline script or style, hashed files beside their compressed forms. */
export function panelBuild({ port, server, serverPaths }: PanelBuild): UserConfig {
  return {
    plugins: [react(), precompress()],
    publicDir: fileURLToPath(new URL('../public', import.meta.url)),
    resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
    build: {
      target: 'es2023',
      assetsInlineLimit: 0,
      cssCodeSplit: true,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 900,
    },
    server: { port, proxy: Object.fromEntries(serverPaths.map(path => [path, server])) },
  }
}
