import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boundaryRules } from '../../scripts/check/boundary-rules.mjs'
import { cruiseBoundaries } from '../../scripts/check/cruise-boundaries.mjs'
import { boundaryProbes } from './boundary-probes.ts'
import { repositoryRoot } from './repository.ts'

const house = mkdtempSync(path.join(tmpdir(), 'licet-house-'))
let cruised: Awaited<ReturnType<typeof cruiseBoundaries>>

/** A copy of the house as far as imports are concerned, with every probe planted in it. */
function plantProbes(): void {
  for (const group of ['apps', 'packages']) {
    for (const member of readdirSync(repositoryRoot + group)) {
      for (const part of ['package.json', 'src', 'node_modules']) {
        const from = path.join(repositoryRoot, group, member, part)
        const to = path.join(house, group, member, part)
        cpSync(from, to, { recursive: true, verbatimSymlinks: true })
      }
    }
  }
  for (const file of ['package.json', 'tsconfig.base.json'])
    cpSync(repositoryRoot + file, path.join(house, file))
  symlinkSync(`${repositoryRoot}node_modules`, path.join(house, 'node_modules'))
  for (const [file, text] of Object.values(boundaryProbes).flatMap(files => Object.entries(files))) {
    mkdirSync(path.dirname(path.join(house, file)), { recursive: true })
    writeFileSync(path.join(house, file), text)
  }
}

beforeAll(async () => {
  plantProbes()
  cruised = await cruiseBoundaries(house)
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

describe('each boundary rule', () => {
  it.each(boundaryRules.map(({ name }) => name))('sees a planted violation: %s', name => {
    const planted = Object.keys(boundaryProbes[name as string] ?? {})[0]
    expect(cruised.violations.map(({ rule, from }) => `${rule} ${from}`)).toContain(`${name} ${planted}`)
  })
})

describe('the check of the boundaries', () => {
  it('looks at every source file', () => {
    expect(cruised.unseen).toEqual([])
    expect(cruised.seen).toBeGreaterThan(100)
  })
})
