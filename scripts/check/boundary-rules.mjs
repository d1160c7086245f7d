/**
 * Which part of the house may import which: DESIGN section 3 as rules for dependency-cruiser.
 *
 * Each rule has a probe in `test/rules/boundaries.test.ts` that breaks it and expects red.
 *
 * @type {import('dependency-cruiser').IForbiddenRuleType[]}
 */
export const boundaryRules = [
  {
    name: 'license-imports-jose-and-zod-only',
    comment: 'The core is the same in a server, a browser and a test: no I/O, no Node core, nothing of ours.',
    severity: 'error',
    from: { path: '^packages/license/src/' },
    to: { pathNot: ['^packages/license/src/', 'node_modules/(jose|zod)/'] },
  },
  {
    name: 'no-app-imports-an-app',
    comment: 'What two apps share moves down into a package.',
    severity: 'error',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'no-package-imports-an-app',
    comment: 'Data flows one way, and apps are the end of it.',
    severity: 'error',
    from: { path: '^packages/' },
    to: { path: '^apps/' },
  },
  {
    name: 'nothing-a-customer-runs-can-sign',
    comment: 'The issuer is for the vendor: its console and the command-line tool only.',
    severity: 'error',
    from: { path: '^(apps|packages)/', pathNot: '^(packages/issuer|apps/cli|apps/control)/' },
    to: { path: '^packages/issuer/' },
  },
  {
    name: 'api-has-no-logic',
    comment: 'What crosses HTTP is words and shapes: it is read by servers and pages alike.',
    severity: 'error',
    from: { path: '^packages/api/src/' },
    to: { pathNot: ['^packages/(api|license)/', 'node_modules/(zod|@hono/zod-openapi|@asteasolutions)/'] },
  },
  {
    name: 'server-knows-no-pages',
    comment: 'Packages point down: server stands on api and license.',
    severity: 'error',
    from: { path: '^packages/server/src/' },
    to: { path: '^packages/', pathNot: '^packages/(server|api|license)/' },
  },
  {
    name: 'activation-knows-no-server',
    comment:
      'Any product can carry it: it stands on license and api, and holds no framework, database or signing key.',
    severity: 'error',
    from: { path: '^packages/activation/src/' },
    to: {
      path: '^packages/|node_modules/',
      pathNot: ['^packages/(activation|license|api)/', 'node_modules/@types/'],
    },
  },
  {
    name: 'pages-stay-in-the-browser',
    comment: 'A page talks to its server over HTTP, and nothing of Node or of a server gets into its bundle.',
    severity: 'error',
    from: { path: '^(apps/[^/]+-panel|packages/ui)/src/' },
    to: { path: '^packages/(server|issuer|activation|sdk)/' },
  },
  {
    name: 'pages-use-no-node-core',
    comment: 'As above.',
    severity: 'error',
    from: { path: '^(apps/[^/]+-panel|packages/(ui|api))/src/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'only-the-store-opens-the-database',
    comment: 'One folder knows that there is SQL.',
    severity: 'error',
    from: { path: '^(apps|packages)/[^/]+/src/', pathNot: '^(apps|packages)/[^/]+/src/store/' },
    to: { path: 'node_modules/(better-sqlite3|drizzle-orm|kysely|pg|@types/better-sqlite3)/' },
  },
  {
    name: 'store-knows-no-service-or-route',
    comment: 'routes → services → store, never back.',
    severity: 'error',
    from: { path: '^(apps/[^/]+)/src/store/' },
    to: { path: '^$1/src/(services|routes)/|^$1/src/(app|main)\\.ts$' },
  },
  {
    name: 'service-knows-no-route',
    comment: 'A deed is the same whether HTTP, the command line or a timer asked for it.',
    severity: 'error',
    from: { path: '^(apps/[^/]+)/src/services/' },
    to: { path: '^$1/src/routes/|^$1/src/(app|main)\\.ts$' },
  },
  {
    name: 'route-calls-services-not-the-store',
    comment: 'A route parses, calls one service and replies.',
    severity: 'error',
    from: { path: '^(apps/[^/]+)/src/routes/' },
    to: { path: '^$1/src/store/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'nobody-imports-main',
    comment: 'main.ts has the side effects; importing it would run the program.',
    severity: 'error',
    from: {},
    to: { path: '^apps/[^/]+/src/main\\.tsx?$' },
  },
  {
    name: 'packages-are-entered-by-their-face',
    comment: 'What index.ts does not list is private.',
    severity: 'error',
    from: { path: '^(?:apps|packages)/([^/]+)/' },
    to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
  },
  {
    name: 'no-circles',
    comment: 'What goes round in a circle is one thing, or is cut wrongly.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'every-import-resolves',
    comment: 'An import that is not found is not checked by any other rule.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'imports-are-declared',
    comment: 'What a program needs when it runs stands under dependencies of its own package.json.',
    severity: 'error',
    from: { path: '^(apps|packages)/[^/]+/src/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
]
