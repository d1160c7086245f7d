import { describe, expect, test } from 'vitest'
import { expiryRanges, rangeBounds, rangeOf } from '../src/pages/licenses/expiry-range.ts'
import { licensesCsv } from '../src/pages/licenses/licenses-csv.ts'
import { parseLicensesSearch } from '../src/pages/licenses/licenses-search.ts'

const now = 1_790_000_123

describe('the filters of the list', () => {
  test('keep what they understand and drop the rest', () => {
    expect(
      parseLicensesSearch({ state: 'active', q: 'ac', tier: 'team', expiresAfter: '100', kid: 'k1', x: 1 }),
    ).toEqual({ state: 'active', q: 'ac', tier: 'team', expiresAfter: 100, kid: 'k1' })
    expect(parseLicensesSearch({ state: 'gone', expiresBefore: 'soon', product: '' })).toEqual({})
  })
  test('know every named range again from its bounds, all day long', () => {
    for (const range of expiryRanges) {
      expect(rangeOf(rangeBounds(range, now), now + 3600)).toBe(range)
    }
  })
})

describe('licenses as CSV', () => {
  test('never start a formula in a spreadsheet, and keep quotes', () => {
    const row = {
      id: 'lic_1',
      state: 'active' as const,
      customer: { id: 'cus_1', name: '=cmd("x");=cmd(), Inc.' },
      tier: 'team',
      seats: 5,
      products: ['pika', 'vera'],
      preset: null,
      revision: 1,
      issuedAt: 10,
      startsAt: null,
      expiresAt: 20,
      termMonths: null,
      kid: 'k',
      keyHint: null,
      machines: 0,
      deploymentId: null,
    }
    const [, line] = licensesCsv([row]).split('\r\n')
    expect(line).toBe(
      `"lic_1","active","cus_1","'=cmd(""x"");'=cmd(), Inc.","team","5","pika vera","","1","10","","20","","k","","0"`,
    )
  })
})
