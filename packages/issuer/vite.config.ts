import { defineConfig } from 'vite'

export default defineConfig({
  ssr: { external: ['@licet/license'] },
  build: {
    ssr: 'src/index.ts',
    target: 'node22',
    rolldownOptions: { output: { entryFileNames: 'index.js' } },
  },
})
