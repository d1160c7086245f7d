import { defineConfig } from 'vite'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { noExternal: true, external: ['better-sqlite3'], resolve: { conditions: ['source'] } },
  build: {
    ssr: 'src/main.ts',
    target: 'node22',
    // pg reaches for its native variant, and for the sockets of another platform, only when it is asked to.
    rolldownOptions: {
      external: ['pg-native', 'cloudflare:sockets'],
      output: { entryFileNames: 'main.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
