import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodePart, jws } from '../../../../test/vectors/signing.ts'
import { full, good, headerOf, keys } from '../../../../test/vectors/world.ts'
import { inspectKeyset, inspectToken, LicenseError, recogniseArtifact } from '../../src/index.ts'

function typed(typ: unknown): string {
  return jws(headerOf(keys.main, { typ }), full, keys.main)
}

describe('recogniseArtifact', () => {
  test.each(['activation', 'revocations', 'keyset', 'request', 'release', 'receipt', 'license'])(
    'knows a token of type %s',
    kind => {
      expect(recogniseArtifact(typed(`${kind}+jwt`))).toBe(kind)
    },
  )

  test('knows a license by JWT and by no type at all', () => {
    expect([typed('JWT'), typed(undefined)].map(recogniseArtifact)).toEqual(['license', 'license'])
  })

  test('knows a bundle, a short key and a keyset of several signatures', () => {
    expect(recogniseArtifact('{"artifacts":[]}')).toBe('bundle')
    expect(recogniseArtifact('ARGENT-A1B2-C3D4-E5F6-G7H8')).toBe('short_key')
    expect(recogniseArtifact('argent-a1b2-c3d4-e5f6-g7h8')).toBe('short_key')
    expect(recogniseArtifact(`${typed('keyset+jwt')}~${typed('keyset+jwt')}`)).toBe('keyset')
  })

  test.each([
    '',
    'text',
    '{}',
    '{',
    '[]',
    '{"artifacts":5}',
    'a.b.c',
    `A.${good}`,
    `${encodePart('[]')}.a.b`,
    `${encodePart('5')}.a.b`,
    'A.B.C',
    '1ABC-AAAA-AAAA-AAAA-AAAA',
  ])('claims to know nothing about %j', text => {
    expect(recogniseArtifact(text)).toBe('unknown')
  })

  test.each(['at+jwt', 5, null, 'constructor', ['JWT']])('does not know the type %j', typ => {
    expect(recogniseArtifact(typed(typ))).toBe('unknown')
  })

  test('answers for any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(recogniseArtifact(text)).toMatch(/^[a-z_]+$/)
      }),
    )
  })
})

describe('inspectToken', () => {
  test('shows header and claims, marked as unverified, of a token that nobody signed', () => {
    const token = good.slice(0, good.lastIndexOf('.') + 1)
    expect(inspectToken(token)).toEqual({
      verified: false,
      kind: 'unknown',
      header: headerOf(),
      claims: full,
    })
    expect(inspectToken(good).kind).toBe('license')
  })

  test.each([
    ['text', 'TOKEN_MALFORMED'],
    ['a.b.c.d', 'TOKEN_MALFORMED'],
    ['A.B.C', 'TOKEN_NONCANONICAL'],
    [`${encodePart('[]')}.${encodePart('{}')}.x`, 'TOKEN_JSON_INVALID'],
    ['x'.repeat(1_048_577), 'TOKEN_TOO_LARGE'],
  ])('refuses %.10s', (token, code) => {
    expect(() => inspectToken(token)).toThrow(expect.objectContaining({ code }))
  })

  test('throws nothing but its own errors', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{1,20}\.[\w-]{1,20}\.[\w-]{0,20}$/), token => {
        expect(() => inspectToken(token)).toThrow(LicenseError)
      }),
    )
  })
})

describe('inspectKeyset', () => {
  test('reads the first of the signatures that a keyset carries, and any other token as it is', () => {
    const other = `${encodePart({ alg: 'Ed25519' })}.${encodePart({ sequence: 9 })}.AA`
    expect(inspectKeyset(`${good}~${other}`)).toEqual(inspectToken(good))
    expect(inspectKeyset(good)).toEqual(inspectToken(good))
    expect(() => inspectKeyset(`~${good}`)).toThrow(LicenseError)
  })
})
