import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    ssr: 'src/index.ts',
    target: 'node22',
    rolldownOptions: { output: { entryFileNames: 'index.js' } },
  },
})
