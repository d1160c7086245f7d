import type { Preview } from '@licet/api'
import { describe, expect, test } from 'vitest'
import { needsConsent, needsReplace } from '../src/activation/preview-judgement.ts'

const preview = { genuine: true, applicable: true, code: '', changes: [] } as unknown as Preview
const change = (kind: string, severity: string) =>
  ({ kind, severity, values: {} }) as Preview['changes'][number]

describe('whether an activation needs a yes', () => {
  test('a license that only gives needs none', () => {
    expect(needsConsent({ ...preview, changes: [change('seats', 'good')] })).toBe(false)
  })
  test('a reduction needs one', () => {
    expect(needsConsent({ ...preview, changes: [change('seats', 'warning')] })).toBe(true)
  })
  test('an older revision needs one, and has to be forced', () => {
    const older = { ...preview, applicable: false, code: 'LICENSE_OLDER_REVISION' }
    expect(needsReplace(older)).toBe(true)
    expect(needsConsent(older)).toBe(true)
  })
  test('a forged text can never be forced', () => {
    expect(needsReplace({ ...preview, genuine: false, code: 'LICENSE_OLDER_REVISION' })).toBe(false)
  })
})
