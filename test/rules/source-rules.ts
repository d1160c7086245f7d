import type { RepositoryFile } from './repository.ts'

/** A promise about the text of the repository, and a file that breaks it. */
export interface SourceRule {
  /** A guarantee, as a test title. */
  title: string
  applies: (path: string) => boolean
  /** What breaks the rule in this file; empty when nothing does. */
  find: (file: RepositoryFile) => string[]
  /** Breaks the rule; proves that the rule sees something. */
  probe: RepositoryFile
}

const isCode = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path)
const isSource = (path: string): boolean => /^(apps|packages)\/[^/]+\/src\/.*\.(ts|tsx)$/.test(path)
const isTest = (path: string): boolean => isCode(path) && /(^|\/)test\//.test(path)
const everything = (): boolean => true

const matches =
  (pattern: RegExp) =>
  ({ text }: RepositoryFile): string[] =>
    [...text.matchAll(pattern)].map(([found]) => found.trim().slice(0, 80))

/** PEM blocks, and JWKs with a `d` that is not merely their own public `x`, as in a vector of what must be refused. */
const privateKeys = ({ text }: RepositoryFile): string[] => {
  const pem = [...text.matchAll(/-----BEGIN [A-Z ]*PRIVATE KEY-----(\\n|\s)+[A-Za-z0-9+/]{20}/g)]
  const jwk = [...text.matchAll(/["']?\bd["']?\s*:\s*["'](?<d>[\w-]{42,})["']/g)]
  const secret = jwk.filter(({ groups }) => !text.includes(`"x":"${groups?.d}"`))
  return [...pem, ...secret].map(([found]) => found.slice(0, 40))
}

const lineCount = (text: string): number => text.trimEnd().split('\n').length

/** Text in parts, so that this file does not break its own rules. */
const joined = (...parts: string[]): string => parts.join('')

const putOff = [joined('TO', 'DO'), joined('FIX', 'ME'), joined('HA', 'CK')]

export const sourceRules: SourceRule[] = [
  {
    title: 'only main.ts reads the environment',
    applies: path => isSource(path) && !/^apps\/[^/]+\/src\/main\.tsx?$/.test(path),
    find: matches(/process\.env\b|\{[^}]*\benv\b[^}]*\} from 'node:process'/g),
    probe: { path: 'apps/hub/src/services/probe.ts', text: 'export const home = process.env.HOME\n' },
  },
  {
    title: 'no source file is longer than 250 lines',
    // A package's face is a list of names, one a line, and as long as that list.
    applies: path => isCode(path) && !isTest(path) && !/^packages\/[^/]+\/src\/index\.ts$/.test(path),
    find: ({ text }) => (lineCount(text) > 250 ? [`${lineCount(text)} lines`] : []),
    probe: { path: 'apps/hub/src/probe.ts', text: 'export {}\n'.repeat(251) },
  },
  {
    title: 'no test file is longer than 400 lines',
    applies: isTest,
    find: ({ text }) => (lineCount(text) > 400 ? [`${lineCount(text)} lines`] : []),
    probe: { path: 'test/rules/probe.test.ts', text: 'export {}\n'.repeat(401) },
  },
  {
    title: 'no test is left out or singled out',
    applies: isTest,
    find: matches(/\b(describe|it|test)(\.\w+)*\.(only|skip|todo|fixme)\b/g),
    probe: { path: 'test/rules/probe.test.ts', text: joined('it.on', "ly('x', () => {})\n") },
  },
  {
    title: 'nothing is put off in a comment',
    applies: path => isCode(path) || path.endsWith('.css'),
    find: matches(new RegExp(`\\b(${putOff.join('|')})\\b.*`, 'g')),
    probe: { path: 'apps/hub/src/probe.ts', text: `// ${putOff[0]}: later\n` },
  },
  {
    title: 'no private key is in the repository',
    applies: everything,
    find: privateKeys,
    probe: { path: 'keys/probe.pem', text: joined('-----BEGIN PRIV', 'ATE KEY-----\n', 'A'.repeat(48)) },
  },
  {
    title: 'no lockfile or source names a package registry or the place a package came from',
    applies: everything,
    find: matches(/registry\.(npmjs|yarnpkg|npmmirror)|^\s+(tarball|resolved): .*/gm),
    probe: { path: 'pnpm-lock.yaml', text: '    resolution:\n      tarball: zod.tgz\n' },
  },
  {
    title: 'no path of somebody’s machine is in the repository',
    applies: everything,
    find: matches(/(?<![\w.])\/(home|Users|root|work)\/[\w-]+\/[\w.-]+/g),
    probe: { path: 'docs/probe.md', text: joined('see /ho', 'me/somebody/licet\n') },
  },
  {
    title: 'files are named in kebab-case',
    applies: path => isCode(path) || path.endsWith('.css'),
    find: ({ path }) => (/^[a-z0-9.-]+$/.test(path.split('/').at(-1) ?? '') ? [] : [path]),
    probe: { path: 'apps/hub/src/LicenseService.ts', text: '' },
  },
  {
    title: 'folders are named for what they hold, never for a pattern',
    applies: isCode,
    find: ({ path }) =>
      path.split('/').filter(part => /^(utils?|helpers?|common|managers?|misc|lib|shared|core)$/.test(part)),
    probe: { path: 'packages/license/src/utils/probe.ts', text: '' },
  },
  {
    title: 'no banner comments',
    applies: isCode,
    find: matches(/^\s*(\/\/|\/?\*)\s*[-=*#_]{4,}.*/gm),
    probe: { path: 'apps/hub/src/probe.ts', text: `// ${'-'.repeat(20)}\n` },
  },
  {
    title: 'a package lists its public names one by one',
    applies: path => isSource(path) && path.endsWith('/index.ts'),
    find: matches(/export \* .*/g),
    probe: { path: 'packages/license/src/index.ts', text: "export * from './errors.ts'\n" },
  },
  {
    title: 'every version of a dependency stands in the catalog',
    applies: path => path.endsWith('package.json'),
    find: ({ text }) => {
      const { dependencies, devDependencies, peerDependencies } = JSON.parse(text) as Record<string, object>
      return Object.entries({ ...dependencies, ...devDependencies, ...peerDependencies })
        .filter(([, version]) => version !== 'catalog:' && version !== 'workspace:*')
        .map(([name]) => name)
    },
    probe: { path: 'apps/hub/package.json', text: '{ "dependencies": { "hono": "^4" } }' },
  },
]
