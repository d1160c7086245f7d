import { describe, expect, test } from 'vitest'
import { parseAuditSearch } from '../src/audit/parse-audit-search.ts'
import { localPathOf } from '../src/routing/search.ts'

describe('what pages read from the address', () => {
  test('after signing in one never lands on another site', () => {
    expect(localPathOf({ to: '/users?q=a' })).toEqual({ to: '/users?q=a' })
    for (const to of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      7,
    ]) {
      expect(localPathOf({ to })).toEqual({})
    }
  })
  test('filters of the audit log take whole seconds only', () => {
    expect(parseAuditSearch({ from: 1_800_000_000, to: 'soon', q: '' })).toEqual({ from: 1_800_000_000 })
  })
})
