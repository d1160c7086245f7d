import { defineConfig } from 'vite'

/** One self-contained ES module that runs in Node and in browsers alike. */
export default defineConfig({
  build: {
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'index' },
    target: 'es2022',
    minify: false,
    sourcemap: true,
  },
})
