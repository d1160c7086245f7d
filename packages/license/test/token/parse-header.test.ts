import { expect, test } from 'vitest'
import { parseHeader } from '../../src/token/parse-header.ts'

const refused = (code: string, detail?: string): unknown => expect.objectContaining({ code, detail })

test.each([
  [{ alg: 'none', kid: 'k1' }, 'TOKEN_ALG_INVALID', undefined],
  [{ kid: 'k1' }, 'TOKEN_ALG_INVALID', undefined],
  [{ alg: 'Ed25519', kid: 1 }, 'TOKEN_HEADER_INVALID', 'kid'],
  [{ alg: 'Ed25519', typ: null }, 'TOKEN_HEADER_INVALID', 'typ'],
  [{ alg: 'Ed25519', crit: [] }, 'TOKEN_HEADER_INVALID', undefined],
])('rejects %j before any key is looked for', (header, code, detail) => {
  expect(() => parseHeader(header)).toThrow(refused(code, detail))
})

test('accepts alg alone, and any text as key id', () => {
  expect(parseHeader({ alg: 'ES256' })).toEqual({ alg: 'ES256', kid: undefined, typ: undefined })
  expect(parseHeader({ alg: 'EdDSA', kid: 'did:x#1', typ: '' })).toMatchObject({
    kid: 'did:x#1',
    typ: '',
  })
})
