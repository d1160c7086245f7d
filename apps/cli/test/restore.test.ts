import { expect, test } from 'vitest'
import { describeRestore } from '../src/output/describe-restore.ts'

test('names out of a foreign backup neither steer the terminal nor end the listing, and no date stops it', () => {
  const hostile = 'Ada\u001b[2J\u202e\n* account stays deleted: Bob'
  const text = describeRestore({
    present: 'sound',
    log: { relation: 'part', kept: 'present', presentEntries: 2, backupEntries: 1 },
    foreign: false,
    carriedOver: [
      { kind: 'account_deleted', id: `usr_${hostile}`, name: hostile, at: 2 ** 52, optional: true },
    ],
    lost: [{ kind: 'account', id: 'usr_1', name: hostile, at: 1_796_000_000 }],
  })
  for (const character of ['\u001b', '\u202e']) expect(text).not.toContain(character)
  expect(text.split('\n').filter(line => line.includes('Bob'))).toHaveLength(2)
  expect(text).toContain('2026-11-30')
})
