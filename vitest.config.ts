import { defineConfig } from 'vitest/config'

/** Sources are tested as they are written; nothing has to be built for that. */
const fromSource = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
}

export default defineConfig({
  test: {
    projects: [
      {
        ...fromSource,
        test: {
          name: 'unit',
          include: ['{packages,apps}/*/test/**/*.test.{ts,tsx}', 'test/setup/**/*.test.ts'],
          exclude: ['packages/license/**'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The control plane's units once more, on a real PostgreSQL.
        ...fromSource,
        test: {
          name: 'control-postgres',
          include: ['apps/control/test/**/*.test.ts'],
          globalSetup: ['test/support/postgres-project.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Apart from the other units, as every branch of it has to be taken.
        ...fromSource,
        test: {
          name: 'license',
          include: ['packages/license/test/**/*.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...fromSource,
        test: {
          name: 'rules',
          include: ['test/rules/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // What is shipped: packages from dist/, programs as processes. Two files at once, as each starts several.
        test: {
          name: 'system',
          include: ['test/{vectors,contract,faults,e2e,tour}/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/license/src/**'],
      reporter: [['text', { skipFull: true }]],
      thresholds: { branches: 100, functions: 100, lines: 100, statements: 100 },
    },
  },
})
