import { panelBuild } from '@licet/ui/vite'
import { defineConfig } from 'vite'

export default defineConfig(
  panelBuild({ port: 2010, server: 'http://127.0.0.1:2000', serverPaths: ['/api', '/openapi.json'] }),
)
