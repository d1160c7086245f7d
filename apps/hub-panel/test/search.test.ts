import { describe, expect, test } from 'vitest'
import { parseAuditSearch, parseSignInSearch, parseUsersSearch } from '../src/routing/search.ts'

describe('what pages read from the address', () => {
  test('after signing in one never lands on another site', () => {
    expect(parseSignInSearch({ to: '/users?q=a' })).toEqual({ to: '/users?q=a' })
    for (const to of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      7,
    ]) {
      expect(parseSignInSearch({ to })).toEqual({})
    }
  })
  test('filters of the users page keep what they understand and drop the rest', () => {
    expect(parseUsersSearch({ q: 'ada', role: 'admin', enabled: false, inactiveDays: '90' })).toEqual({
      q: 'ada',
      role: 'admin',
      enabled: 'false',
      inactiveDays: 90,
    })
    expect(parseUsersSearch({ role: 'boss', enabled: 'perhaps', inactiveDays: -1, other: 1 })).toEqual({})
  })
  test('filters of the audit log take whole seconds only', () => {
    expect(parseAuditSearch({ from: 1_800_000_000, to: 'soon', q: '' })).toEqual({ from: 1_800_000_000 })
  })
})
