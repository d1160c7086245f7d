import { describe, expect, test } from 'vitest'
import { parseUsersSearch } from '../src/routing/search.ts'

describe('what pages read from the address', () => {
  test('filters of the users page keep what they understand and drop the rest', () => {
    expect(parseUsersSearch({ q: 'ada', role: 'admin', enabled: false, inactiveDays: '90' })).toEqual({
      q: 'ada',
      role: 'admin',
      enabled: 'false',
      inactiveDays: 90,
    })
    expect(parseUsersSearch({ role: 'boss', enabled: 'perhaps', inactiveDays: -1, other: 1 })).toEqual({})
  })
})
