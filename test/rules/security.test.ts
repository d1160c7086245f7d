import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from './repository.ts'

/** One promise of SECURITY.md, and the tests that keep it. */
interface PromiseRow {
  promise: string
  /** Path of a test file and the title, or a part of the title, of a test in it. */
  tests: { path: string; title: string }[]
}

/** The rows of the tables headed `promise`: one sentence, and beside it `path`: *title* for each test. */
function promisesOf(text: string): PromiseRow[] {
  const rows: PromiseRow[] = []
  let isTable = false
  for (const line of text.split('\n')) {
    const cells = line.split('|').map(cell => cell.trim())
    if (cells[1] === 'promise') isTable = true
    else if (!line.startsWith('|')) isTable = false
    else if (isTable && !/^-+$/.test(cells[1] ?? '')) rows.push(rowOf(cells[1] ?? '', cells[2] ?? ''))
  }
  return rows
}

function rowOf(promise: string, keptBy: string): PromiseRow {
  const tests = [...keptBy.matchAll(/`([^`]+)`: \*([^*]+)\*/g)]
  return { promise, tests: tests.map(([, path = '', title = '']) => ({ path, title })) }
}

/** What is wrong with a promise: no test, a file that is gone, a title that stands in no test of the file; null: nothing. */
function faultOf({ promise, tests }: PromiseRow): string | null {
  if (tests.length === 0) return `names no test: ${promise}`
  if (!/[.:]$/.test(promise) || /[.!?] [A-Z]/.test(promise)) return `is not one sentence: ${promise}`
  for (const { path, title } of tests) {
    if (!existsSync(repositoryRoot + path)) return `names a file that is gone: ${path}`
    if (!holdsTitle(readFileSync(repositoryRoot + path, 'utf8'), title))
      return `names a test that is gone: ${path}: ${title}`
  }
  return null
}

/** Whether a text of the source, and no comment or code, holds the title or a part of it; a title of `each` is named with its `%s`. */
function holdsTitle(source: string, title: string): boolean {
  const code = source.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')
  const texts = code.matchAll(/'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`|"((?:\\.|[^"\\\n])*)"/g)
  return [...texts].some(([, ...forms]) => forms.join('').replaceAll("\\'", "'").includes(title))
}

const page = readFileSync(`${repositoryRoot}SECURITY.md`, 'utf8')

describe('SECURITY.md', () => {
  it('names for each sentence that it promises a test that exists', () => {
    const promises = promisesOf(page)
    expect(promises.length).toBeGreaterThan(100)
    expect(promises.map(faultOf).filter(fault => fault !== null)).toEqual([])
  })
})

describe('the rule', () => {
  const head = '| promise | kept by |\n|---|---|\n'

  it.each([
    ['a sentence without a test', 'Nothing is believed. | by everybody |', 'names no test'],
    ['a file that is gone', 'Nothing. | `test/gone.test.ts`: *keeps* |', 'a file that is gone'],
    [
      'a title that is gone',
      'Nothing. | `test/rules/docs.test.ts`: *keeps what is not there* |',
      'a test that is gone',
    ],
    [
      'a title that only a comment holds',
      'Nothing. | `test/rules/docs.test.ts`: *Paths that a page links to* |',
      'a test that is gone',
    ],
    ['two sentences', 'One. Two. | `test/rules/docs.test.ts`: *names no path* |', 'is not one sentence'],
  ])('sees %s', (_, row, fault) => {
    expect(promisesOf(`${head}| ${row}\n`).map(faultOf)).toEqual([expect.stringContaining(fault)])
  })

  it('is content with a sentence beside its test', () => {
    const row = '| Nothing. | `test/rules/docs.test.ts`: *names no path that does not exist* |\n'
    expect(promisesOf(head + row).map(faultOf)).toEqual([null])
  })
})
