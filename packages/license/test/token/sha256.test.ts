import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/token/sha256.ts'

async function reference(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))).toString('hex')
}

test('is SHA-256 for every length around the block boundaries', async () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255)
    expect(sha256(bytes)).toBe(await reference(bytes))
  }
})

test('is SHA-256 for any bytes', async () => {
  const any = fc.asyncProperty(fc.uint8Array({ maxLength: 9000 }), async bytes => {
    expect(sha256(bytes)).toBe(await reference(bytes))
  })
  await fc.assert(any, { numRuns: 200 })
})
