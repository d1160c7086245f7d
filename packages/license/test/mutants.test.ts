import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jws } from '../../../test/vectors/signing.ts'
import { entry, full, good, headerOf, keys, now, seven } from '../../../test/vectors/world.ts'
import { parseTrust, verifyLicense } from '../src/index.ts'

const mutantRuns = Number(process.env.LICET_MUTANTS ?? 20_000)
const validRuns = Number(process.env.LICET_VALID ?? 1000)
const seed = Number(process.env.LICET_SEED ?? 20_270_115)

const trust = await parseTrust({ issuer: seven.iss, keys: [entry(keys.main)] })
const tokenAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'
const alphabet = [...tokenAlphabet.split(''), '=', '+', '/', ' ', '\n', '\0', '~', 'é', '\u200B']

async function isAccepted(token: string): Promise<boolean> {
  return verifyLicense(token, trust, { now }).then(
    () => true,
    () => false,
  )
}

/** The tokens of a list that are accepted, a few hundred at a time. */
async function accepted(tokens: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (let i = 0; i < tokens.length; i += 500) {
    const part = tokens.slice(i, i + 500)
    const answers = await Promise.all(part.map(isAccepted))
    found.push(...part.filter((_, index) => answers[index]))
  }
  return found
}

function multiEdit(edits: readonly { kind: number; at: number; with: string }[]): string {
  return edits.reduce((token, edit) => {
    const at = edit.at % (token.length + 1)
    const skipped = edit.kind === 0 ? 0 : 1
    return token.slice(0, at) + (edit.kind === 1 ? '' : edit.with) + token.slice(at + skipped)
  }, good)
}

describe('a genuine license', () => {
  test('is accepted, so that its mutants prove something', async () => {
    expect(await isAccepted(good)).toBe(true)
  })

  test('is refused after any single character is replaced', { timeout: 120_000 }, async () => {
    for (let at = 0; at < good.length; at++) {
      const mutants = alphabet
        .filter(one => one !== good[at])
        .map(one => good.slice(0, at) + one + good.slice(at + 1))
      expect(await accepted(mutants)).toEqual([])
    }
  })

  test('is refused after any single character is left out or doubled', async () => {
    const places = Array.from(good, (_, at) => at)
    const mutants = places.flatMap(at => [
      good.slice(0, at) + good.slice(at + 1),
      good.slice(0, at) + good.charAt(at) + good.slice(at),
    ])
    expect(await accepted(mutants)).toEqual([])
  })

  test(`is refused after ${mutantRuns} random edits of several characters`, {
    timeout: 1_200_000,
  }, async () => {
    const edit = fc.record({ kind: fc.nat(2), at: fc.nat(good.length), with: fc.constantFrom(...alphabet) })
    const edits = fc.array(edit, { minLength: 1, maxLength: 8 })
    for (let done = 0; done < mutantRuns; done += 5000) {
      const mutants = fc
        .sample(edits, { numRuns: Math.min(5000, mutantRuns - done), seed: seed + done })
        .map(multiEdit)
        .filter(token => token !== good)
      expect(await accepted(mutants)).toEqual([])
    }
  })
})

const printable = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter(
    text =>
      text.length <= 200 && !/[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u.test(text),
  )
const name = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/)
const validClaims = fc.record(
  {
    iss: fc.constant(seven.iss),
    sub: printable,
    exp: fc.integer({ min: now, max: 253_402_300_799 }),
    customer: printable,
    tier: fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,31}$/),
    seats: fc.integer({ min: 1, max: 1_000_000 }),
    products: fc.uniqueArray(name, { minLength: 1, maxLength: 8 }),
    jti: fc.stringMatching(/^[!-~]{1,40}$/),
    iat: fc.integer({ min: 1, max: now }),
    nbf: fc.integer({ min: 1, max: now - 1 }),
    aud: fc.oneof(printable, fc.array(printable, { minLength: 1, maxLength: 3 })),
    rev: fc.nat(),
    warn_days: fc.nat(3650),
    features: fc.dictionary(name, fc.oneof(fc.boolean(), fc.integer(), printable), { maxKeys: 5 }),
  },
  { requiredKeys: ['iss', 'sub', 'exp', 'customer', 'tier', 'seats', 'products'] },
)

test(`none of ${validRuns} random valid licenses is refused`, { timeout: 1_200_000 }, async () => {
  for (const claims of fc.sample(validClaims, { numRuns: validRuns, seed })) {
    const { raw } = await verifyLicense(jws(headerOf(), claims, keys.main), trust, { now })
    expect(raw).toEqual(JSON.parse(JSON.stringify(claims)))
  }
})

test('claims beside the known ones change nothing that is used', async () => {
  const plain = await verifyLicense(jws(headerOf(), full, keys.main), trust, { now })
  const more = await verifyLicense(jws(headerOf(), { ...full, admin: true, Seats: 1 }, keys.main), trust, {
    now,
  })
  expect(more.claims).toEqual(plain.claims)
})
