import { describe, expect, it } from 'vitest'
import { readRepository } from './repository.ts'
import { sourceRules } from './source-rules.ts'

const files = readRepository()

describe('the text of the repository', () => {
  it.each(sourceRules)('$title', ({ applies, find }) => {
    const found = files
      .filter(({ path }) => applies(path))
      .flatMap(file => find(file).map(what => `${file.path}: ${what}`))
    expect(found).toEqual([])
  })

  it('keeps the median source file at 80 lines or fewer', () => {
    const lengths = files
      .filter(({ path }) => /^(apps|packages)\/[^/]+\/src\/.*\.(ts|tsx)$/.test(path))
      .map(({ text }) => text.trimEnd().split('\n').length)
      .toSorted((a, b) => a - b)
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80)
  })

  it('is read in full', () => {
    expect(files.length).toBeGreaterThan(100)
  })
})

describe('each rule', () => {
  it.each(sourceRules)('sees a violation of: $title', ({ applies, find, probe }) => {
    expect(applies(probe.path)).toBe(true)
    expect(find(probe)).not.toEqual([])
  })
})
