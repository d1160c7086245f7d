import { describe, expect, test } from 'vitest'
import { claimChanges } from '../src/pages/license/claim-changes.ts'
import { obstacleOf } from '../src/pages/license/deed-obstacles.ts'
import { newMachineOf } from '../src/pages/license/new-machine.ts'
import { renewBody } from '../src/pages/license/renew-body.ts'
import { nextStates, stateEdges } from '../src/pages/license/state-graph.ts'
import { tallLayout, wideLayout } from '../src/pages/license/state-layouts.ts'
import { licenseStates } from '../src/pages/licenses/license-states.ts'

const license = { seats: 10, tier: 'team', products: ['pika'], termMonths: null }
const form = { months: 12, expiresAt: null, seats: 10, tier: 'team', products: ['pika'], reason: '' }

describe('a renewal', () => {
  test('sends the new end and only what differs', () => {
    expect(renewBody(form, license)).toEqual({ term: 'P12M' })
    expect(renewBody({ ...form, seats: 20, reason: ' more ' }, license)).toEqual({
      term: 'P12M',
      seats: 20,
      reason: 'more',
    })
    expect(renewBody(form, { ...license, termMonths: 6 })).toEqual({ termMonths: 12 })
  })
  test('is not asked for while its end is missing', () => {
    expect(renewBody({ ...form, months: -1, seats: 20 }, { ...license, termMonths: 6 })).toEqual({
      seats: 20,
    })
    expect(renewBody({ ...form, months: 0 }, license)).toBeNull()
    expect(renewBody({ ...form, months: 0, expiresAt: 20 }, license)).toEqual({ expiresAt: 20 })
  })
})

describe('the new machine of a license', () => {
  test('is a fingerprint, a machine UID or nobody yet', () => {
    const fingerprint = `sha256:${'a'.repeat(64)}`
    const accepts = () => 'ins_1'
    const refuses = () => {
      throw new Error('mistyped')
    }
    expect(newMachineOf('', refuses)).toEqual({})
    expect(newMachineOf(fingerprint.toUpperCase().replace('SHA', 'sha'), refuses)).toEqual({ fingerprint })
    expect(newMachineOf('ABCDE-FGHJK', accepts)).toEqual({ machineUid: 'ABCDE-FGHJK' })
    expect(newMachineOf('ABCDE-FGHJX', refuses)).toBeNull()
  })
})

describe('the effect of a deed', () => {
  test('names the claims that change and leaves out what changes every time', () => {
    const before = { rev: 1, iat: 5, exp: 1_700_000_000, seats: 10, tier: 'team' }
    const after = { rev: 2, iat: 6, exp: 1_800_000_000, seats: 20, tier: 'team' }
    expect(claimChanges(before, after, 'en')).toEqual([
      { name: 'exp', from: '14 November 2023, 22:13 UTC', to: '15 January 2027, 08:00 UTC' },
      { name: 'seats', from: '10', to: '20' },
    ])
  })
})

describe('the life of a license', () => {
  test('is drawn with every state inside of the drawing, wide and tall', () => {
    for (const { nodes, box, width, height } of [wideLayout, tallLayout]) {
      for (const state of licenseStates) {
        const [x, y] = nodes[state]
        expect(Math.min(x - box.width / 2, y - box.height / 2)).toBeGreaterThanOrEqual(0)
        expect(x + box.width / 2).toBeLessThanOrEqual(width)
        expect(y + box.height / 2).toBeLessThanOrEqual(height)
      }
    }
  })
  test('has every way drawn once', () => {
    expect(stateEdges.map(({ way }) => way).toSorted()).toEqual(Object.keys(wideLayout.ways).toSorted())
  })
  test('leads from every state but revoked to revoked, and from there nowhere', () => {
    for (const state of licenseStates) {
      expect(nextStates(state).some(({ to }) => to === 'revoked')).toBe(state !== 'revoked')
    }
    expect(nextStates('revoked')).toEqual([])
  })
  test('offers no deed on a revoked license', () => {
    for (const deed of ['renew', 'suspend', 'reinstate', 'revoke', 'rebind', 'reissue'] as const) {
      expect(obstacleOf(deed, { state: 'revoked', policy: { binding: 'machine' } })).toBe('revoked')
    }
    expect(obstacleOf('rebind', { state: 'active', policy: {} })).toBe('unbound')
    expect(obstacleOf('renew', { state: 'expired', policy: {} })).toBeNull()
  })
})
