import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { UserConfig } from 'vite'
import { copyDocs } from './copy-docs.ts'
import { escapeLetters } from './escape-letters.ts'
import { leaveOutLocales } from './leave-out-locales.ts'
import { takeBuiltins } from './take-builtins.ts'

export { hubSchemaDigest } from './built-schema.ts'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

export interface ServerBuild {
  /** Modules that are asked for under a condition which never holds here. */
  absent?: readonly string[]
  /** Further constants, by name. */
  define?: Readonly<Record<string, string>>
}

/** How every server is built: one folder that runs with Node and the one native module alone. */
export function serverBuild({ absent = [], define = {} }: ServerBuild = {}): UserConfig {
  return {
    plugins: [copyDocs(), leaveOutLocales(), escapeLetters(), takeBuiltins()],
    define: {
      __LICET_VERSION__: JSON.stringify(version()),
      __LICET_TRUST__: JSON.stringify(trust()),
      ...define,
    },
    resolve: { conditions: ['source'] },
    ssr: { noExternal: true, external: ['better-sqlite3'], resolve: { conditions: ['source'] } },
    build: {
      ssr: 'src/main.ts',
      target: 'node22',
      rolldownOptions: {
        external: ['better-sqlite3', ...absent],
        // Whoever reads this text is a machine at every start; licenses stay.
        output: {
          entryFileNames: 'main.js',
          chunkFileNames: '[name]-[hash].js',
          comments: { legal: true, annotation: false, jsdoc: false },
        },
      },
    },
  }
}

function version(): unknown {
  return (JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { version: unknown }).version
}

function trust(): unknown {
  const path = fromRoot('keys/trust.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { issuer: 'aidoo.biz', keys: [] }
}
