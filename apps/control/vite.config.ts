import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

const root = join(import.meta.dirname, '..', '..')
const trustPath = join(root, 'keys', 'trust.json')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const trust = existsSync(trustPath)
  ? (JSON.parse(readFileSync(trustPath, 'utf8')) as unknown)
  : { issuer: 'aidoo.biz', keys: [] }

/** Puts the files of the API's page beside the program. */
function copyDocs(): Plugin {
  return {
    name: 'copy-docs',
    closeBundle() {
      const from = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
      const to = join(import.meta.dirname, 'dist', 'docs')
      mkdirSync(to, { recursive: true })
      for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js'])
        copyFileSync(join(from, name), join(to, name))
    },
  }
}

export default defineConfig({
  plugins: [copyDocs()],
  define: { __LICET_VERSION__: JSON.stringify(version), __LICET_TRUST__: JSON.stringify(trust) },
  resolve: { conditions: ['source'] },
  ssr: { noExternal: true, external: ['better-sqlite3'], resolve: { conditions: ['source'] } },
  build: {
    ssr: 'src/main.ts',
    target: 'node22',
    // pg reaches for its native variant only when it is asked to; it is never installed.
    rolldownOptions: {
      external: ['better-sqlite3', 'pg-native', 'cloudflare:sockets'],
      output: { entryFileNames: 'main.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
