import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { boundaryRules } from './boundary-rules.mjs'

/**
 * @typedef {{ rule: string, from: string, to: string }} Violation
 */

/**
 * Checks the imports of every source file under `apps/` and `packages/` against {@link boundaryRules}.
 *
 * @param {string} folder - The repository, or a copy of it; must be the working directory.
 * @returns {Promise<{ violations: Violation[], unseen: string[], seen: number }>} `unseen`: source files that the tool passed over, which it
 * does without a word when it cannot parse TypeScript; they count as failure.
 */
export async function cruiseBoundaries(folder) {
  const sources = (await Promise.all(['apps', 'packages'].map(group => listSources(folder, group)))).flat()
  const { output } = await cruise(
    sources,
    {
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden: boundaryRules },
      doNotFollow: { path: 'node_modules|dist' },
      tsPreCompilationDeps: true,
      combinedDependencies: false,
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['source', 'import', 'node', 'default', 'types'],
      },
    },
    undefined,
    { tsConfig: extractTSConfig(path.join(folder, 'tsconfig.base.json')) },
  )
  if (typeof output === 'string') throw new TypeError('dependency-cruiser answered with text')
  const seen = new Set(
    output.modules.filter(({ source }) => sources.includes(source)).map(({ source }) => source),
  )
  const violations = output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
  return { violations, unseen: sources.filter(source => !seen.has(source)), seen: seen.size }
}

/**
 * @param {string} folder
 * @param {string} group
 */
async function listSources(folder, group) {
  const members = await readdir(path.join(folder, group)).catch(() => [])
  const lists = await Promise.all(
    members.map(member =>
      readdir(path.join(folder, group, member, 'src'), { recursive: true }).catch(() => []),
    ),
  )
  return lists.flatMap((files, index) =>
    files
      .filter(file => /\.(ts|tsx|mts|mjs|js)$/.test(file))
      .map(file => `${group}/${members[index]}/src/${file}`),
  )
}
