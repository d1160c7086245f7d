import { describe, expect, it } from 'vitest'
import { type DeploymentFacts, deriveDeploymentState } from '../../src/fleet/derive-deployment-state.ts'

const day = 86_400
const seen = 1_800_000_000
const appliance = {
  revoked: false,
  suspended: false,
  expiresAt: seen + 365 * day,
  bound: true,
  locks: true,
  heartbeatSeconds: day,
}
const machine = { lastSeenAt: seen, leaseEndsAt: seen + 14 * day }

const stateAt = (facts: DeploymentFacts, now: number): string => {
  const { state, reason } = deriveDeploymentState(facts, now)
  return `${state} ${reason}`
}

describe('the state of a deployment', () => {
  it('follows the last heartbeat through grace into the lock, at the exact second', () => {
    const facts = { license: appliance, machine }
    expect(stateAt(facts, seen)).toBe('active IN_FORCE')
    expect(stateAt(facts, seen + 2 * day - 1)).toBe('active IN_FORCE')
    expect(stateAt(facts, seen + 2 * day)).toBe('grace HEARTBEAT_MISSED')
    expect(stateAt(facts, seen + 14 * day - 1)).toBe('grace HEARTBEAT_MISSED')
    expect(stateAt(facts, seen + 14 * day)).toBe('locked LEASE_ENDED')
    expect(stateAt(facts, seen + 365 * day)).toBe('locked LICENSE_EXPIRED')
  })

  it('says what comes next if nothing more is heard', () => {
    const facts = { license: appliance, machine }
    expect(deriveDeploymentState(facts, seen).nextChange).toEqual({ at: seen + 2 * day, to: 'grace' })
    expect(deriveDeploymentState(facts, seen + 3 * day).nextChange).toEqual({
      at: seen + 14 * day,
      to: 'locked',
    })
    // Locked by its lease stays locked when the license ends as well.
    expect(deriveDeploymentState(facts, seen + 15 * day).nextChange).toBeNull()
  })

  it('is provisioned until a machine has been bound', () => {
    expect(stateAt({ license: null, machine: null }, seen)).toBe('provisioned NO_LICENSE')
    expect(stateAt({ license: appliance, machine: null }, seen)).toBe('provisioned NOT_ACTIVATED')
    expect(stateAt({ license: { ...appliance, expiresAt: null }, machine: null }, seen)).toBe(
      'provisioned NOT_ACTIVATED',
    )
  })

  it('puts what was decided before what was heard', () => {
    expect(stateAt({ license: { ...appliance, suspended: true }, machine }, seen)).toBe(
      'suspended LICENSE_SUSPENDED',
    )
    expect(stateAt({ license: { ...appliance, suspended: true, revoked: true }, machine }, seen)).toBe(
      'revoked LICENSE_REVOKED',
    )
    expect(stateAt({ license: { ...appliance, suspended: true, expiresAt: seen }, machine }, seen)).toBe(
      'locked LICENSE_EXPIRED',
    )
  })

  it('never locks by a soft license, and expects nothing of one that is not bound', () => {
    const soft = { ...appliance, bound: false, locks: false, heartbeatSeconds: null }
    expect(stateAt({ license: soft, machine: null }, seen)).toBe('active IN_FORCE')
    expect(stateAt({ license: soft, machine: null }, seen + 365 * day)).toBe('grace LICENSE_EXPIRED')
  })

  it('leaves a machine without heartbeats alone until its lease ends', () => {
    const facts = { license: { ...appliance, heartbeatSeconds: null }, machine }
    expect(stateAt(facts, seen + 14 * day - 1)).toBe('active IN_FORCE')
    expect(stateAt(facts, seen + 14 * day)).toBe('locked LEASE_ENDED')
    expect(stateAt({ ...facts, machine: { ...machine, leaseEndsAt: null } }, seen + 15 * day)).toBe(
      'active IN_FORCE',
    )
  })
})
