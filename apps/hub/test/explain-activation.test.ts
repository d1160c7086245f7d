import { type ActivationClaims, evaluate, type Fingerprint, type VerifiedLicense } from '@licet/license'
import { describe, expect, test } from 'vitest'
import { contactNeed } from '../src/activation/contact-need.ts'
import { type ActivationBasis, explainActivation } from '../src/activation/explain-activation.ts'
import type { HeldActivation } from '../src/licensing/snapshot.ts'

const now = 1_800_000_000
const installationId = `ins_${'a'.repeat(32)}`
const machine: Fingerprint = { machine: 'm1', os: 'o1', cpu: 'c1', mac: 'n1', product: 'p1', uid: 'uid:1' }

function licenseWith(policy: Partial<VerifiedLicense['claims']['policy']> = {}): VerifiedLicense {
  return {
    id: 'lic_1',
    digest: 'd1',
    kid: 'k1',
    raw: {},
    claims: {
      iss: 'aidoo.biz',
      sub: 'cus_1',
      iat: now - 1000,
      exp: now + 100 * 86_400,
      customer: 'Acme Corp',
      tier: 'professional',
      seats: 10,
      products: ['pika'],
      features: {},
      warnDays: 30,
      policy: {
        enforcement: 'locked',
        binding: 'machine',
        match: { atLeast: 'all', productVersion: true },
        machines: 1,
        transfer: 'self',
        activationGraceSeconds: 604_800,
        heartbeatSeconds: 86_400,
        graceSeconds: 604_800,
        ...policy,
      },
    },
  }
}

function heldWith(fingerprint: Fingerprint, claims: Partial<ActivationClaims> = {}): HeldActivation {
  return {
    stored: {
      position: 1,
      token: '',
      license: 'lic_1',
      machine: { ...machine },
      storedAt: now,
      storedBy: 'Ada',
    },
    claims: {
      id: 'act_1',
      kid: 'k2',
      licenseId: 'lic_1',
      installationId,
      iat: now - 10,
      exp: now + 604_800,
      fingerprint,
      directive: 'none',
      request: null,
      counter: 1,
      message: null,
      ...claims,
    },
  }
}

function explain(
  held: HeldActivation | null,
  fingerprint: Fingerprint = machine,
  more: Partial<ActivationBasis> = {},
  license = licenseWith(),
) {
  const activation = held?.claims ?? null
  const facts = {
    licenses: [license],
    unreadable: null,
    revocations: null,
    activation,
    fingerprint,
    installationId,
    seatsUsed: 1,
  }
  const state = evaluate(facts, now)
  const basis = { facts, held, hadAnother: false, isReleased: false, hasFormerCard: false, ...more }
  return { view: explainActivation(state, basis), need: contactNeed(facts, state, more.isReleased ?? false) }
}

describe('every cause of activating again is told by name', () => {
  test.each<[string, Fingerprint, Partial<ActivationBasis>]>([
    ['moved_to_another_system', { ...machine, machine: 'm2', cpu: 'c2', mac: 'n2' }, {}],
    ['cpu_or_network_changed', { ...machine, cpu: 'c2' }, {}],
    ['cpu_or_network_changed', { ...machine, mac: 'n2' }, {}],
    ['network_interface_added', { ...machine, mac: 'n2' }, { hasFormerCard: true }],
    ['product_upgraded', { ...machine, product: 'p2' }, {}],
    ['machine_changed', { ...machine, machine: 'm2' }, {}],
  ])('%s', (cause, fingerprint, more) => {
    const { view, need } = explain(heldWith(machine), fingerprint, more)
    expect(view).toMatchObject({ state: 'machine_mismatch', causes: [cause], matches: false })
    expect(need?.action).toBe('activate')
  })

  test('an upgrade beside other hardware is told beside it', () => {
    const { view } = explain(heldWith(machine), { ...machine, product: 'p2', mac: 'n2' })
    expect(view.causes).toEqual(['product_upgraded', 'cpu_or_network_changed'])
  })

  test('another processor beside a new network card is told beside it', () => {
    const { view } = explain(heldWith(machine), { ...machine, cpu: 'c2', mac: 'n2' }, { hasFormerCard: true })
    expect(view.causes).toEqual(['network_interface_added', 'cpu_or_network_changed'])
  })

  test('first use, and another license key', () => {
    expect(explain(null).view).toMatchObject({ state: 'pending', causes: ['first_use'] })
    expect(explain(null, machine, { hadAnother: true }).view.causes).toEqual(['license_key_changed'])
  })

  test('the end of the lease', () => {
    const { view, need } = explain(heldWith(machine, { iat: now - 20, exp: now }))
    expect(view).toMatchObject({ state: 'ended', causes: ['lease_ended'], matches: true })
    expect(need?.action).toBe('activate')
  })

  test('an activation by machine UID is explained by what was read when it was stored', () => {
    const { view } = explain(heldWith({ uid: 'uid:1' }), { ...machine, cpu: 'c2', uid: 'uid:2' })
    expect(view).toMatchObject({ state: 'machine_mismatch', causes: ['cpu_or_network_changed'] })
  })
})

describe('what has to be done about it', () => {
  test('a good activation needs heartbeats, where they are expected', () => {
    expect(explain(heldWith(machine)).need).toMatchObject({ action: 'heartbeat', intervalSeconds: 86_400 })
    const quiet = licenseWith({ heartbeatSeconds: null })
    expect(explain(heldWith(machine), machine, {}, quiet).need).toBeNull()
  })

  test('a suspended license goes on asking, so that it learns of its reactivation', () => {
    const { view, need } = explain(heldWith(machine, { directive: 'suspend' }))
    expect([view.state, need?.action]).toEqual(['suspended', 'heartbeat'])
  })

  test('a machine that gave its activation up never asks by itself', () => {
    const { view, need } = explain(null, machine, { isReleased: true })
    expect([view.state, need]).toEqual(['released', null])
  })

  test('a license that is bound to no machine needs nothing', () => {
    const { view, need } = explain(null, machine, {}, licenseWith({ binding: 'none' }))
    expect([view.state, view.causes, need]).toEqual(['not_needed', [], null])
  })
})
