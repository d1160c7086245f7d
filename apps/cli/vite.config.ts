import { defineConfig } from 'vite'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { noExternal: true, external: ['better-sqlite3'], resolve: { conditions: ['source'] } },
  build: {
    ssr: 'src/main.ts',
    target: 'node22',
    rolldownOptions: { output: { entryFileNames: 'main.js', chunkFileNames: '[name]-[hash].js' } },
  },
})
