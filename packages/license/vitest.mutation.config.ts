import { defineConfig } from 'vitest/config'

/** What a mutation run repeats for every mutant: all tests but the long ones, which only repeat what vectors show. */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['packages/license/test/**/*.test.ts'],
    exclude: ['**/mutants.test.ts'],
    testTimeout: 20_000,
  },
})
