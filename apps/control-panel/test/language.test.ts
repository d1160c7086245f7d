import { describe, expect, test } from 'vitest'
import { english } from '../src/language/english/index.ts'
import { german } from '../src/language/german/index.ts'
import { licenseStates } from '../src/pages/licenses/license-states.ts'

function sentences(texts: object, prefix = ''): [path: string, sentence: string][] {
  return Object.entries(texts).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' ? sentences(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value]],
  )
}

const placeholders = (sentence = '') =>
  [...sentence.matchAll(/\{\{\w+\}\}/g)]
    .map(match => match[0])
    .toSorted()
    .join()

describe('the languages of the console', () => {
  const inGerman = new Map(sentences(german))
  test('German has exactly the keys of English, and no sentence is empty', () => {
    const inEnglish = sentences(english)
    expect([...inGerman.keys()].toSorted()).toEqual(inEnglish.map(([path]) => path).toSorted())
    expect([...inEnglish, ...inGerman].filter(([, sentence]) => sentence.trim() === '')).toEqual([])
  })
  test('a translation names the same values as the original', () => {
    const differing = sentences(english).filter(
      ([path, sentence]) => placeholders(sentence) !== placeholders(inGerman.get(path)),
    )
    expect(differing.map(([path]) => path)).toEqual([])
  })
  test('every plural has both of its forms', () => {
    const paths = sentences(english).map(([path]) => path)
    expect(
      paths.filter(path => path.endsWith('_one') && !paths.includes(path.replace(/_one$/, '_other'))),
    ).toEqual([])
  })
  test('every state of a license has a name in both languages', () => {
    for (const state of licenseStates) {
      expect(english.licenseState[state]).toMatch(/\S/)
      expect(german.licenseState[state]).toMatch(/\S/)
    }
  })
})
