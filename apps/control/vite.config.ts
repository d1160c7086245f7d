import { serverBuild } from '@licet/server/vite'
import { defineConfig } from 'vite'

// pg reaches for its native variant, and for the sockets of another platform, only when it is asked to.
export default defineConfig(serverBuild({ absent: ['pg-native', 'cloudflare:sockets'] }))
