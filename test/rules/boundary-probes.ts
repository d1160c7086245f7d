/** For each boundary rule, files that break it: path → text. The first file is the one that must be named. */
export const boundaryProbes: Record<string, Record<string, string>> = {
  'license-imports-jose-and-zod-only': {
    'packages/license/src/probe-io.ts':
      "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
  },
  'no-app-imports-an-app': {
    'apps/cli/src/probe-app.ts': "export { value } from '../../hub/src/probe-value.ts'\n",
    'apps/hub/src/probe-value.ts': 'export const value = 1\n',
  },
  'no-package-imports-an-app': {
    'packages/server/src/probe-app.ts': "export { value } from '../../../apps/hub/src/probe-value.ts'\n",
    'apps/hub/src/probe-value.ts': 'export const value = 1\n',
  },
  'nothing-a-customer-runs-can-sign': {
    'apps/hub/src/probe-issuer.ts': "export const issuer = import('../../../packages/issuer/src/index.ts')\n",
  },
  'api-has-no-logic': {
    'packages/api/src/probe-server.ts': "export { value } from '../../server/src/probe-value.ts'\n",
    'packages/server/src/probe-value.ts': 'export const value = 1\n',
  },
  'server-knows-no-pages': {
    'packages/server/src/probe-ui.ts': "export { value } from '../../ui/src/probe-value.ts'\n",
    'packages/ui/src/probe-value.ts': 'export const value = 1\n',
  },
  'activation-knows-no-server': {
    'packages/activation/src/probe-server.ts': "export { value } from '../../server/src/probe-value.ts'\n",
    'packages/server/src/probe-value.ts': 'export const value = 1\n',
  },
  'pages-stay-in-the-browser': {
    'packages/ui/src/probe-server.ts': "export { value } from '../../server/src/probe-value.ts'\n",
    'packages/server/src/probe-value.ts': 'export const value = 1\n',
  },
  'pages-use-no-node-core': {
    'apps/hub-panel/src/probe-core.ts': "import { join } from 'node:path'\nexport const at = join\n",
  },
  'only-the-store-opens-the-database': {
    'apps/hub/src/services/probe-sql.ts':
      "import Database from 'better-sqlite3'\nexport const open = Database\n",
  },
  'store-knows-no-service-or-route': {
    'apps/hub/src/store/probe-up.ts': "export { value } from '../services/probe-value.ts'\n",
    'apps/hub/src/services/probe-value.ts': 'export const value = 1\n',
  },
  'service-knows-no-route': {
    'apps/hub/src/services/probe-up.ts': "export { value } from '../routes/probe-value.ts'\n",
    'apps/hub/src/routes/probe-value.ts': 'export const value = 1\n',
  },
  'route-calls-services-not-the-store': {
    'apps/hub/src/routes/probe-store.ts': "export { value } from '../store/probe-value.ts'\n",
    'apps/hub/src/store/probe-value.ts': 'export const value = 1\n',
  },
  'nobody-imports-main': {
    'apps/hub/src/probe-main.ts': "import './main.ts'\n",
    'apps/hub/src/main.ts': 'export const value = 1\n',
  },
  'packages-are-entered-by-their-face': {
    'apps/hub/src/probe-face.ts': "export { licenseErrors } from '../../../packages/license/src/errors.ts'\n",
  },
  'no-circles': {
    'apps/hub/src/probe-round.ts':
      "import { b } from './probe-trip.ts'\nexport const a = (): number => b()\n",
    'apps/hub/src/probe-trip.ts':
      "import { a } from './probe-round.ts'\nexport const b = (): number => a()\n",
  },
  'every-import-resolves': {
    'apps/hub/src/probe-nowhere.ts': "import './nowhere.ts'\n",
  },
  'imports-are-declared': {
    'packages/ui/src/probe-dev.ts': "import react from '@vitejs/plugin-react'\nexport const plugin = react\n",
  },
}
