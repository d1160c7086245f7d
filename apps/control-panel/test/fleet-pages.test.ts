import { describe, expect, test } from 'vitest'
import { caseOf, helpCases } from '../src/pages/activate/help-cases.ts'
import { autoIssueBody, emptyDeployment } from '../src/pages/deployments/auto-issue-body.ts'
import { parseDeploymentsSearch } from '../src/pages/deployments/deployments-search.ts'
import { parseHeartbeatsSearch } from '../src/pages/heartbeats/heartbeats-search.ts'
import { qrParts } from '../src/pages/offline/qr-parts.ts'
import { heatOf, heatSteps } from '../src/pages/overview/heat.ts'
import { changedSettings, formOf } from '../src/pages/settings/settings-values.ts'
import { rotationStage } from '../src/pages/signing/rotation-stage.ts'
import type { SigningKey } from '../src/pages/signing/signing-queries.ts'
import { inventPassword } from '../src/pages/team/invent-password.ts'

describe('the heatmap of the overview', () => {
  test('nothing is never coloured, and a single license always is', () => {
    expect(heatOf(0, 10)).toBe(0)
    expect(heatOf(0, 0)).toBe(0)
    expect(heatOf(1, 1_000_000)).toBe(1)
    expect(heatOf(10, 10)).toBe(heatSteps - 1)
    expect(heatOf(1, 1)).toBe(1)
  })
})

describe('what pages read from the address', () => {
  test('filters that are understood are kept, the rest is left out', () => {
    expect(parseDeploymentsSearch({ q: 'a', state: 'grace', view: 'sweep', x: 1 })).toEqual({
      q: 'a',
      state: 'grace',
      view: 'sweep',
    })
    expect(parseDeploymentsSearch({ q: 7, state: 'toString', view: 'boxes' })).toEqual({})
    expect(parseHeartbeatsSearch({ skewed: true, outcome: 'renewed' })).toEqual({ skewed: true })
    expect(parseHeartbeatsSearch({ view: 'anomalies', outcome: 'constructor' })).toEqual({
      view: 'anomalies',
    })
  })
})

describe('issuing together with a deployment', () => {
  test('a timed license counts months from its activation, any other runs from now', () => {
    const form = { ...emptyDeployment, products: ['pika'], termMonths: 3 }
    expect(autoIssueBody({ ...form, policy: 'timed' })).toMatchObject({ termMonths: 3 })
    expect(autoIssueBody({ ...form, policy: 'timed' })).not.toHaveProperty('term')
    expect(autoIssueBody(form)).toMatchObject({ term: 'P3M', policy: 'appliance' })
  })
})

describe('the pictures of an activation code', () => {
  const parts = { file: '{}', license: 'L'.repeat(900), activation: 'A'.repeat(700) }
  test('a short code is one picture, a long one two, and one beyond that none', () => {
    expect(qrParts({ ...parts, code: 'C'.repeat(2000) }).map(part => part.id)).toEqual(['code'])
    expect(qrParts({ ...parts, code: 'C'.repeat(4000) }).map(part => part.id)).toEqual([
      'license',
      'activation',
    ])
    expect(qrParts({ ...parts, license: 'L'.repeat(8000), code: 'C'.repeat(9000) })).toEqual([])
  })
})

describe('the rotation of a signing key', () => {
  const key = (changes: Partial<SigningKey>): SigningKey => ({
    kid: 'k1',
    alg: 'Ed25519',
    use: 'license',
    status: 'active',
    thumbprint: '',
    jwk: {},
    createdAt: 1,
    createdBy: '',
    activatedAt: null,
    retiredAt: null,
    published: true,
    licenses: 0,
    ...changes,
  })
  test('opens at the step that is next, for each use on its own', () => {
    const keys = [key({}), key({ kid: 'k2', status: 'next', published: false, createdAt: 2 })]
    expect(rotationStage([key({})], 'license').is).toBe('make')
    expect(rotationStage(keys, 'license')).toMatchObject({ is: 'publish', next: { kid: 'k2' } })
    expect(rotationStage(keys, 'activation').is).toBe('make')
    expect(
      rotationStage([...keys, key({ kid: 'k3', status: 'next', createdAt: 3 })], 'license'),
    ).toMatchObject({
      is: 'activate',
      next: { kid: 'k3' },
    })
  })
})

describe('settings', () => {
  const settings = {
    requireSecondFactor: 'nobody',
    defaultLanguage: 'en',
    keyPrefix: 'ACME',
    heartbeatSeconds: 86_401,
    graceSeconds: 1_209_600,
    activationMessage: '',
  } as const
  test('only what was changed is sent, and an odd period that nobody touched stays', () => {
    const form = formOf(settings)
    expect(changedSettings(form, settings)).toEqual({})
    expect(changedSettings({ ...form, graceDays: 7 }, settings)).toEqual({ graceSeconds: 604_800 })
    expect(changedSettings({ ...form, keyPrefix: 'NEW' }, settings)).toEqual({ keyPrefix: 'NEW' })
  })
})

describe('a password made up for a colleague', () => {
  test('is long enough, is easy to read out and differs each time', () => {
    const passwords = Array.from({ length: 50 }, inventPassword)
    for (const password of passwords) expect(password).toMatch(/^([2-9a-hjkmnp-z]{4}-){4}[2-9a-hjkmnp-z]{4}$/)
    expect(new Set(passwords).size).toBe(50)
  })
})

describe('the cases of the public page', () => {
  test('a refusal is led to its own case, an unknown one to none', () => {
    for (const name of helpCases) expect(caseOf(name.toUpperCase())).toBe(name)
    expect(caseOf('SHORT_KEY_MISTYPED')).toBe('key_mistyped')
    expect(caseOf('INTERNAL')).toBeNull()
  })
})
