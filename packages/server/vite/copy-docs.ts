import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** Puts the files of the API's page into `docs`, beside the program. */
export function copyDocs(): Plugin {
  let folder = 'dist/docs'
  let root = '.'
  return {
    name: 'copy-docs',
    configResolved(config) {
      root = config.root
      folder = resolve(config.root, config.build.outDir, 'docs')
    },
    closeBundle() {
      const from = dirname(createRequire(join(root, 'package.json')).resolve('swagger-ui-dist/package.json'))
      mkdirSync(folder, { recursive: true })
      for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js'])
        copyFileSync(join(from, name), join(folder, name))
    },
  }
}
