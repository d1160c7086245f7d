import { hubSchemaDigest, serverBuild } from '@licet/server/vite'
import { defineConfig } from 'vite'

export default defineConfig(async () =>
  serverBuild({ define: { __LICET_SCHEMA__: JSON.stringify(await hubSchemaDigest()) } }),
)
