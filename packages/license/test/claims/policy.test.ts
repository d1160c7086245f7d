import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Policy, parsePolicy, policyClaim, policyPresets, softPolicy } from '../../src/index.ts'

const seconds = (min: number): fc.Arbitrary<number> => fc.integer({ min, max: 316_224_000 })
const policy: fc.Arbitrary<Policy> = fc.record({
  enforcement: fc.constantFrom('soft', 'locked'),
  binding: fc.constantFrom('none', 'machine'),
  match: fc.record({
    atLeast: fc.oneof(fc.constant('all' as const), fc.integer({ min: 1, max: 32 })),
    productVersion: fc.boolean(),
  }),
  machines: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  transfer: fc.constantFrom('self', 'staff', 'none'),
  activationGraceSeconds: seconds(0),
  heartbeatSeconds: fc.option(seconds(60)),
  graceSeconds: fc.option(seconds(0)),
})

test('every policy survives being written into a token and read again', () => {
  fc.assert(
    fc.property(policy, one => {
      expect(parsePolicy(JSON.parse(JSON.stringify(policyClaim(one))))).toEqual(one)
    }),
  )
})

test.each(Object.entries(policyPresets))(
  'the preset %s survives being written into a token and read again',
  (_, preset) => {
    expect(parsePolicy(policyClaim(preset))).toEqual(preset)
  },
)

test('a license without a policy is soft, and so is an empty policy', () => {
  expect(parsePolicy(undefined)).toBe(softPolicy)
  expect(parsePolicy({})).toEqual(softPolicy)
})

test('a bound license is for one machine unless it says otherwise', () => {
  expect(parsePolicy({ binding: 'machine' }).machines).toBe(1)
  expect(parsePolicy({ binding: 'machine', machines: null }).machines).toBeNull()
})

test('the presets are those of the design', () => {
  expect(policyPresets['node-locked']).toMatchObject({
    enforcement: 'locked',
    match: { atLeast: 3 },
    machines: 1,
    transfer: 'self',
    activationGraceSeconds: 0,
    heartbeatSeconds: 86_400,
    graceSeconds: 604_800,
  })
  expect(policyPresets['self-hosted']).toMatchObject({
    match: { atLeast: 'all', productVersion: true },
    machines: null,
    transfer: 'self',
    activationGraceSeconds: 604_800,
    heartbeatSeconds: null,
    graceSeconds: null,
  })
  expect(policyPresets.appliance).toMatchObject({
    match: { atLeast: 3 },
    machines: 1,
    transfer: 'staff',
    heartbeatSeconds: 86_400,
    graceSeconds: 1_209_600,
  })
  expect(policyPresets.timed).toMatchObject({
    match: { atLeast: 'all', productVersion: false },
    machines: 1,
    transfer: 'none',
    heartbeatSeconds: null,
  })
  expect(policyPresets['air-gapped']).toEqual(softPolicy)
})
