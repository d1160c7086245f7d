import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64url } from '../../src/token/base64url.ts'

test('decodes every byte string from the one spelling it has', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), bytes => {
      expect(decodeBase64url(Buffer.from(bytes).toString('base64url'))).toEqual(Uint8Array.from(bytes))
    }),
  )
})

test('refuses every other spelling', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{0,12}$/), text => {
      const canonical = Buffer.from(text, 'base64url').toString('base64url') === text
      if (canonical) expect(() => decodeBase64url(text)).not.toThrow()
      else
        expect(() => decodeBase64url(text)).toThrow(expect.objectContaining({ code: 'TOKEN_NONCANONICAL' }))
    }),
    { numRuns: 2000 },
  )
})
