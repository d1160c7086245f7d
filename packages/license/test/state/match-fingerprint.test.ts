import { expect, test } from 'vitest'
import { matchFingerprint } from '../../src/index.ts'
import { machine } from './facts.ts'

const names = Object.keys(machine) as (keyof typeof machine)[]
/** The machine with those components changed whose bit is set. */
const changed = (bits: number): Record<string, string> =>
  Object.fromEntries(names.map((name, i) => [name, bits & (1 << i) ? 'new' : machine[name]]))
const matches = (
  atLeast: number | 'all',
  stored: Record<string, string>,
  current: Record<string, string>,
  productVersion = false,
): boolean => matchFingerprint({ atLeast, productVersion }, stored, current).matched

test.each([1, 2, 3, 4, 'all'] as const)(
  '%s of four: every subset of changed components is judged by its size',
  atLeast => {
    for (let bits = 0; bits < 16; bits++) {
      const same = names.filter((_, i) => !(bits & (1 << i))).length
      expect(matches(atLeast, machine, changed(bits))).toBe(
        same > 0 && same >= (atLeast === 'all' ? 4 : atLeast),
      )
    }
  },
)

test('names every component with what became of it', () => {
  const stored = { a: '1', b: '2', c: '3', d: 'unknown', z: '' }
  const current = { a: '1', b: 'x', d: 'unknown', e: '5' }
  expect(matchFingerprint({ atLeast: 1, productVersion: false }, stored, current).components).toEqual([
    { name: 'a', outcome: 'same' },
    { name: 'b', outcome: 'changed' },
    { name: 'c', outcome: 'missing' },
    { name: 'd', outcome: 'unknown' },
    { name: 'e', outcome: 'unknown' },
    { name: 'z', outcome: 'unknown' },
  ])
})

test('two machines that know nothing about themselves never match', () => {
  for (const nothing of [{}, { a: '' }, { a: 'unknown', b: 'unknown' }] as Record<string, string>[])
    for (const atLeast of [1, 'all'] as const) expect(matches(atLeast, nothing, nothing)).toBe(false)
})

test('where fewer components were known than are asked for, all of them must match', () => {
  expect(matches(3, { a: '1', b: '2' }, { a: '1', b: '2' })).toBe(true)
  expect(matches(3, { a: '1', b: '2' }, { a: '1', b: 'x' })).toBe(false)
})

test('a component that appears later changes nothing', () => {
  expect(matches('all', machine, { ...machine, disk: 'e' })).toBe(true)
})

test('the product version must match where the policy asks for it, and counts for nothing else', () => {
  expect(matches('all', { ...machine, product: '1.2' }, { ...machine, product: '1.3' })).toBe(true)
  expect(matches('all', { ...machine, product: '1.2' }, { ...machine, product: '1.3' }, true)).toBe(false)
  expect(matches('all', { ...machine, product: '1.2' }, { ...machine, product: '1.2' }, true)).toBe(true)
  expect(matches('all', { ...machine, product: '1.2' }, machine, true)).toBe(false)
  expect(matches(1, { product: '1.2' }, { product: '1.2' }, true)).toBe(false)
})

test('a product version that was not known at activation is no part of the machine', () => {
  expect(matches('all', machine, machine, true)).toBe(true)
  expect(matches('all', machine, { ...machine, product: '1.2' }, true)).toBe(true)
  expect(matches('all', machine, { ...machine, mac: 'other' }, true)).toBe(false)
})

test('names of prototypes are no components', () => {
  expect(matches(1, { toString: 'x' } as never, {})).toBe(false)
  expect(
    matchFingerprint({ atLeast: 1, productVersion: false }, { constructor: 'x' } as never, {}).components,
  ).toEqual([{ name: 'constructor', outcome: 'missing' }])
})
