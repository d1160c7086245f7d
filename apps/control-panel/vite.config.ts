import { panelBuild } from '@licet/ui/vite'
import { defineConfig } from 'vite'

export default defineConfig(
  panelBuild({ port: 2110, server: 'http://127.0.0.1:2100', serverPaths: ['/v1', '/openapi.json', '/docs'] }),
)
