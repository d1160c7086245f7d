import { banner, httpErrors, notificationFaultCode, stateKind } from '@licet/api'
import { licenseErrors } from '@licet/license'
import { describe, expect, test } from 'vitest'
import { english } from '../src/language/english/index.ts'
import { german, germanBundle } from '../src/language/german/index.ts'

function pathsOf(texts: object, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === 'object' ? pathsOf(value, `${prefix}${name}.`) : [`${prefix}${name}`],
  )
}

function sentenceAt(texts: object, path: string): string {
  return path
    .split('.')
    .reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], texts) as string
}

const placeholders = (sentence: string) =>
  [...sentence.matchAll(/\{\{\w+\}\}/g)].map(match => match[0]).toSorted()

describe('the languages of the panel', () => {
  test('German has exactly the keys of English', () => {
    expect(pathsOf(german).toSorted()).toEqual(pathsOf(english).toSorted())
  })
  test('no sentence is empty, in either language', () => {
    for (const texts of [english, german]) {
      expect(pathsOf(texts).filter(path => sentenceAt(texts, path).trim() === '')).toEqual([])
    }
  })
  test('a translation names the same values as the original', () => {
    const differing = pathsOf(english).filter(
      path =>
        placeholders(sentenceAt(english, path)).join() !== placeholders(sentenceAt(german, path)).join(),
    )
    expect(differing).toEqual([])
  })
  test('every plural has both of its forms', () => {
    const paths = pathsOf(english)
    const half = paths.filter(
      path => path.endsWith('_one') && !paths.includes(path.replace(/_one$/, '_other')),
    )
    expect(half).toEqual([])
  })
  test('every kind of banner is spoken in German, with its button', () => {
    for (const kind of banner.shape.kind.options) {
      expect(germanBundle.banners[kind]).toMatch(/\S/)
      expect(germanBundle.bannerActions[kind]).toMatch(/\S/)
    }
  })
  test('every state of a license has a name in both languages, and a meaning in German', () => {
    for (const state of stateKind.options) {
      expect(english.state[state]).toMatch(/\S/)
      expect(german.state[state]).toMatch(/\S/)
      expect(germanBundle.stateMeaning[state]).toMatch(/\S/)
    }
  })
  test('every notification, and every reason why one did not arrive, is spoken in German', () => {
    for (const kind of ['license_changed', 'license_removed'] as const)
      expect(germanBundle.banners[kind]).toMatch(/\S/)
    for (const code of notificationFaultCode.options) expect(germanBundle.noticeFaults[code]).toMatch(/\S/)
  })
  test('every refusal of the Hub and of the verifier is spoken in German', () => {
    const codes = [...Object.keys(httpErrors), ...Object.keys(licenseErrors)]
    expect(codes.filter(code => !(code in germanBundle.errors))).toEqual([])
  })
})
