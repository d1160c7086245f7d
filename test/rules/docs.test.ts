import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { httpErrors } from '@licet/api'
import { licenseErrors } from '@licet/license'
import { describe, expect, it } from 'vitest'
import { cliErrors } from '../../apps/cli/src/errors.ts'
import { activationErrors } from '../../packages/activation/src/errors.ts'
import { answerRefusals } from '../../packages/activation/src/lease/answer-refusals.ts'
import { issuerErrors } from '../../packages/issuer/src/errors.ts'
import { errorsPage } from '../../scripts/docs/errors-page.mjs'
import { type RepositoryFile, readRepository, repositoryRoot } from './repository.ts'

const installationErrors = { ...activationErrors, ...answerRefusals }
const pages = readRepository().filter(({ path }) => path.endsWith('.md'))
const manifest = JSON.parse(readFileSync(`${repositoryRoot}package.json`, 'utf8')) as {
  scripts: Record<string, string>
}

/** Paths that a page links to or names in code, and that do not exist. */
function deadPaths({ path: page, text }: RepositoryFile): string[] {
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target)
  const inCode = [...text.matchAll(/`((?:packages|apps|test|docs|scripts|keys)\/[\w./-]*)`/g)]
  const fromPage = links.filter(target => !/^[a-z]+:/.test(target)).map(target => join(dirname(page), target))
  return [...fromPage, ...inCode.map(([, target = '']) => target)].filter(
    target => !existsSync(repositoryRoot + target) && !target.includes('/dist'),
  )
}

/** `npm run X` and `pnpm X` of our own that no package.json script answers to. */
function deadCommands({ text }: RepositoryFile): string[] {
  return [...text.matchAll(/npm run (?:-s )?([a-z:]+)/g)]
    .map(([, name = '']) => name)
    .filter(name => !(name in manifest.scripts))
}

describe('the documentation', () => {
  it('lists exactly the error codes that the programs answer with', () => {
    const written = readFileSync(`${repositoryRoot}docs/errors.md`, 'utf8')
    expect(written, 'run `npm run docs`').toBe(
      errorsPage(licenseErrors, httpErrors, issuerErrors, cliErrors, installationErrors),
    )
  })

  it('names no path that does not exist', () => {
    expect(pages.flatMap(page => deadPaths(page).map(dead => `${page.path}: ${dead}`))).toEqual([])
  })

  it('names no command that does not exist', () => {
    expect(pages.flatMap(page => deadCommands(page).map(dead => `${page.path}: ${dead}`))).toEqual([])
  })
})

describe('each rule', () => {
  it('sees a link and a path that lead nowhere', () => {
    const text = 'See [this](docs/nowhere.md) and `packages/nowhere/src`.'
    expect(deadPaths({ path: 'README.md', text })).toEqual(['docs/nowhere.md', 'packages/nowhere/src'])
  })

  it('sees a command that is gone', () => {
    expect(deadCommands({ path: 'README.md', text: 'npm run -s nowhere' })).toEqual(['nowhere'])
  })

  it('sees an error code that is missing in the page', () => {
    const whole = errorsPage(licenseErrors, httpErrors, issuerErrors, cliErrors, installationErrors)
    const probe = { PROBE: 'Probe.' }
    const http = { ...httpErrors, PROBE: { status: 418, message: 'Probe.' } }
    expect(errorsPage(licenseErrors, http, issuerErrors, cliErrors, installationErrors)).not.toBe(whole)
    expect(
      errorsPage(licenseErrors, httpErrors, { ...issuerErrors, ...probe }, cliErrors, installationErrors),
    ).not.toBe(whole)
    expect(
      errorsPage(licenseErrors, httpErrors, issuerErrors, { ...cliErrors, ...probe }, installationErrors),
    ).not.toBe(whole)
    const installation = { ...installationErrors, ...probe }
    expect(errorsPage(licenseErrors, httpErrors, issuerErrors, cliErrors, installation)).not.toBe(whole)
  })
})
