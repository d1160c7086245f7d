import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { machineIdOf, machineUidOf, matchFingerprint } from '../../src/index.ts'
import { machine } from './facts.ts'

const strict = { atLeast: 'all', productVersion: true } as const
const matches = (stored: Record<string, string>, current: Record<string, string>): boolean =>
  matchFingerprint(strict, stored, current).matched
const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

test('a machine is named by its components, in whatever order they come and without its whole names', () => {
  const expected = sha256('{"cpu":"c","mac":"d","machine":"a","os":"b"}')
  expect(machineIdOf(machine)).toBe(expected)
  expect(machineIdOf(Object.fromEntries(Object.entries(machine).toReversed()))).toBe(expected)
  expect(machineIdOf({ ...machine, uid: 'uid:1' })).toBe(expected)
  expect(machineIdOf({ ...machine, cpu: 'x' })).not.toBe(expected)
})

test('a machine that has only a whole name is named by that', () => {
  expect(machineIdOf({ exact: 'sha256:abc' })).toBe('sha256:abc')
  expect(machineIdOf({ uid: 'uid:1' })).toBe(sha256('{"uid":"uid:1"}'))
})

test('the uid of a machine is twelve symbols of its components', () => {
  expect(machineUidOf(machine)).toMatch(/^uid:[0-9A-HJKMNP-TV-Z]{12}$/)
  expect(machineUidOf({ ...machine, uid: 'uid:1' })).toBe(machineUidOf(machine))
  expect(machineUidOf({ ...machine, os: 'x' })).not.toBe(machineUidOf(machine))
  const bits = BigInt(`0x${sha256('{"cpu":"c","mac":"d","machine":"a","os":"b"}').slice(7, 22)}`)
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const read = Array.from(machineUidOf(machine).slice(4)).reduce(
    (value, symbol) => value * 32n + BigInt(alphabet.indexOf(symbol)),
    0n,
  )
  expect(read).toBe(bits)
})

test('a machine known as a whole is the same machine if each of its names is, whatever the policy counts', () => {
  expect(matches({ exact: 'a' }, { exact: 'a' })).toBe(true)
  expect(matches({ exact: 'a' }, { exact: 'a', uid: 'u', ...machine })).toBe(true)
  expect(matches({ uid: 'u' }, { uid: 'u', ...machine })).toBe(true)
  expect(matches({ uid: 'u', exact: 'a' }, { uid: 'u' })).toBe(false)
  expect(matches({ uid: 'u', exact: 'a' }, { uid: 'u', exact: 'b' })).toBe(false)
  expect(matches({ exact: 'a' }, { ...machine })).toBe(false)
  expect(matches({ exact: 'unknown' }, { exact: 'unknown' })).toBe(false)
  expect(matches({ exact: '', uid: 'u' }, { uid: 'u' })).toBe(true)
})

test('of a machine known as a whole only its names are compared', () => {
  expect(matchFingerprint(strict, { uid: 'u' }, { uid: 'v', exact: 'e', ...machine }).components).toEqual([
    { name: 'exact', outcome: 'unknown' },
    { name: 'uid', outcome: 'changed' },
  ])
})

test('a whole name counts for nothing beside components', () => {
  const policy = { atLeast: 4, productVersion: false }
  const stored = { ...machine, uid: 'u' }
  expect(matchFingerprint(policy, stored, { ...machine, uid: 'v' })).toMatchObject({ matched: true })
  expect(matchFingerprint(policy, stored, { ...stored, cpu: 'x' }).matched).toBe(false)
  expect(matchFingerprint(policy, stored, stored).components.map(({ name }) => name)).toEqual([
    'cpu',
    'mac',
    'machine',
    'os',
  ])
})
