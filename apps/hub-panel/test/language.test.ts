import { banner, httpErrors, notificationFaultCode, stateKind } from '@licet/api'
import { licenseErrors } from '@licet/license'
import { describe, expect, test } from 'vitest'
import { english } from '../src/language/english/index.ts'
import { german, germanBundle } from '../src/language/german/index.ts'
import { diagnosticKeys } from '../src/operations/diagnostic-words.ts'

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
  test('every finding of the diagnosis is spoken in German, with what to do about it', () => {
    const found = (id: string, value: string, outcome: 'warning' | 'failed' = 'failed') => ({
      id,
      value,
      outcome,
      message: 'x',
      remedy: 'x',
    })
    const findings = [
      found('evaluation', 'on', 'warning'),
      found('trust', '0 keys, sequence 0'),
      ...Object.keys(licenseErrors).map(code => found('license', code)),
      ...stateKind.options.filter(kind => kind !== 'active').map(kind => found('license', kind, 'warning')),
      ...['keyset', 'revocations', 'activation'].map(id => found(id, 'TOKEN_MALFORMED')),
      found('clock', '1790000000 (counts as 1800000000)', 'warning'),
      found('clock', '1800000000 (counts as 1790000000)', 'warning'),
      found('clock', '1800000000 (counts as 1800000000)', 'warning'),
      found('database', 'damaged'),
      found('disk', '12 MiB free', 'warning'),
      found('permissions', 'read-only'),
      found('permissions', 'open', 'warning'),
      found('proxy', '10.0.0.5', 'warning'),
      ...['listens', 'control', 'webhook'].map(what => found(`transport_${what}_in_clear`, 'HUB_HOST')),
    ]
    for (const finding of findings) {
      const { message, remedy } = diagnosticKeys(finding)
      expect(sentenceAt(germanBundle, message), message).toMatch(/\S/)
      expect(sentenceAt(germanBundle, remedy), remedy).toMatch(/\S/)
    }
  })
  test('every value of the diagnosis that is a word is spoken in German', () => {
    const fine = (id: string, value: string) => ({
      id,
      value,
      outcome: 'ok' as const,
      message: '',
      remedy: '',
    })
    const keys = [
      fine('evaluation', 'off'),
      fine('trust', '3 keys, sequence 7'),
      fine('license', 'active'),
      fine('database', 'intact, SQLite 3.51.0'),
      fine('disk', '4000 MiB free'),
      fine('permissions', 'private'),
      fine('network', 'no outbound connections'),
      fine('proxy', '0 named'),
      fine('network', 'configured: a control plane'),
      fine('network', 'configured: receivers of notifications'),
      fine('network', 'configured: a control plane, receivers of notifications'),
    ].map(check => diagnosticKeys(check).value)
    for (const key of keys) expect(sentenceAt(germanBundle, key), key).toMatch(/\S/)
  })
  test('every refusal of the Hub and of the verifier is spoken in German', () => {
    const codes = [...Object.keys(httpErrors), ...Object.keys(licenseErrors)]
    expect(codes.filter(code => !(code in germanBundle.errors))).toEqual([])
  })
})
