import { serverBuild } from '@licet/server/vite'
import { defineConfig } from 'vite'

export default defineConfig(serverBuild())
