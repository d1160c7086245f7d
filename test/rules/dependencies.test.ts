import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { repositoryRoot } from './repository.ts'

interface Manifest {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  scripts?: Record<string, string>
}

const read = (path: string): string => readFileSync(repositoryRoot + path, 'utf8')
const manifestOf = (folder: string): Manifest => JSON.parse(read(`${folder}package.json`)) as Manifest
const members = ['packages', 'apps'].flatMap(group =>
  readdirSync(repositoryRoot + group).map(member => `${group}/${member}/`),
)
/** The lines below a heading of a YAML file, up to the next heading. */
const sectionOf = (yaml: string, heading: string): string =>
  new RegExp(`^${heading}:\\n((?:(?: .*)?\\n)*)`, 'm').exec(yaml)?.[1] ?? ''

it('takes every dependency in one exact version', () => {
  const versions = [...sectionOf(read('pnpm-workspace.yaml'), 'catalog').matchAll(/^ {2}\S+: (.*)$/gm)]
  expect(versions.length).toBeGreaterThan(40)
  expect(versions.map(([, version = '']) => version).filter(version => !/^\d[\w.-]*$/.test(version))).toEqual(
    [],
  )
  const wanted = ['', ...members, 'test/'].flatMap(folder => {
    const { dependencies, devDependencies } = manifestOf(folder)
    return Object.entries({ ...dependencies, ...devDependencies })
  })
  expect(wanted.filter(([, version]) => !/^(catalog:|workspace:\*)$/.test(version))).toEqual([])
})

it('installs no package whose content is not the one that was locked', () => {
  const packages = sectionOf(read('pnpm-lock.yaml'), 'packages').matchAll(/^ {4}resolution: (.*)$/gm)
  const resolutions = [...packages].map(([, resolution = '']) => resolution)
  expect(resolutions.length).toBeGreaterThan(300)
  expect(resolutions.filter(resolution => !resolution.includes('integrity: sha512-'))).toEqual([])
})

it('lets no package run a program of its own while it is installed', () => {
  const builds = sectionOf(read('pnpm-workspace.yaml'), 'allowBuilds').trim()
  expect(builds).toMatch(/\S/)
  expect(builds.split('\n').filter(line => !line.endsWith(': false'))).toEqual([])
})

it('builds the core that verifies licenses on one dependency alone', () => {
  expect(Object.keys(manifestOf('packages/license/').dependencies ?? {})).toEqual(['jose'])
})
