import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shortKeyFrom } from '@licet/license'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ControlClient } from '../../src/client/create-control-client.ts'
import { openInstanceKey } from '../../src/instance/open-instance-key.ts'
import { openActivation } from '../../src/lease/open-activation.ts'
import { emptyAnswer } from '../../src/lease/parse-answer.ts'
import type { ActivationStore, StoredActivation } from '../../src/store/stored-activation.ts'
import { createVendor, fingerprintWith, read, start } from '../vendor.ts'

/** How many histories; the long run sets more. */
const histories = Number(process.env.LICET_CLOCK_HISTORIES ?? 200)
const seed = Number(process.env.LICET_CLOCK_SEED ?? 20_261_130)
const minute = 60
const day = 86_400
const year = 365 * day
const leaseSeconds = 7 * day
const key = shortKeyFrom('ACME', new Uint8Array(15).fill(7))
const vendor = await createVendor()
const instanceKey = openInstanceKey(mkdtempSync(join(tmpdir(), 'licet-clocks-')))

type Step =
  | { kind: 'pass'; seconds: number }
  | { kind: 'off'; seconds: number; wrong: number }
  | { kind: 'jump'; wrong: number }
  | { kind: 'look' }
  | { kind: 'contact'; network: Network }
  | { kind: 'carry' }
  | { kind: 'deliver' }

const wrong = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -40, max: 40 }).map(units => units * 5 * minute),
  fc.integer({ min: -60, max: 60 }).map(units => units * day),
  fc.integer({ min: -50, max: 70 }).map(units => units * year),
)
const passing = fc.oneof(
  fc.integer({ min: 1, max: 7200 }),
  fc.integer({ min: 1, max: 20 }).map(units => units * (day / 2)),
)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: passing }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('off' as const), seconds: passing, wrong }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('jump' as const), wrong }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'look' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('contact' as const),
      network: fc.constantFrom('up' as const, 'away' as const, 'lost' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'carry' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'deliver' as const }) },
)

/** What the vendor remembers of the last answer. */
interface Answered {
  request: string
  counter: number
  at: number
}

type Network = 'up' | 'away' | 'lost'

/** A machine whose system clock may be set anywhere, and a vendor whose clock is right. */
function createSite() {
  const site = { truth: start + 60, started: start, boot: 1, wrong: 0, network: 'up' as Network }
  let stored: StoredActivation | null = null
  let answered: Answered = { request: '', counter: 0, at: 0 }
  const store: ActivationStore = {
    load: async () => stored,
    save: async next => {
      stored = structuredClone(next)
    },
    exclusively: work => work(),
  }
  const answerTo = (request: string) => {
    const { jti, counter } = read(request)
    const isNext = counter === 0 || counter === answered.counter || jti === answered.request
    const isLost = site.truth >= answered.at + 14 * day && counter === answered.counter - 1
    // Another question from a place in the chain that was gone on from is what a copy would ask.
    if (!isNext && !isLost) throw new Error('two requests from one place in the chain')
    answered = { request: jti, counter: counter + 1, at: site.truth }
    return {
      ...emptyAnswer,
      activation: vendor.activation(request, { iat: site.truth, exp: site.truth + leaseSeconds }),
      license: vendor.license({ iat: start, exp: start + 400 * year }),
    }
  }
  const post = async (request: string) => {
    const away = { kind: 'unreachable', cause: 'timeout', detail: '', retryAfterSeconds: null } as const
    if (site.network === 'away') return away
    const answer = answerTo(request)
    if (site.network === 'lost') return away
    return { kind: 'answered', value: { answer, nextHeartbeatSeconds: null } } as const
  }
  const client: ControlClient = {
    host: 'vendor',
    carriesKeys: true,
    activateByKey: ({ request }) => post(request),
    activate: (_id, request) => post(request),
    heartbeat: (_id, request) => post(request),
    deactivate: async () => ({ kind: 'answered', value: { message: '' } }),
  }
  const activation = openActivation({
    store,
    instanceKey,
    readFingerprint: async () => fingerprintWith(),
    trust: vendor.trust,
    client,
    clock: {
      system: () => Math.max(1, site.truth + site.wrong),
      uptimeSeconds: () => site.truth - site.started,
      get bootId() {
        return `boot-${site.boot}`
      },
    },
  })
  return { site, activation, answerTo }
}

/** Plays a history, and asserts after each step what has to hold. */
async function play(steps: readonly Step[]): Promise<void> {
  const { site, activation, answerTo } = createSite()
  /** The lease has ended by a time that is known, whatever clock is set. */
  let isOver = false
  let carried: string | null = null
  const isAboutRight = async (): Promise<void> => {
    isOver = false
    const { state, now } = await activation.state()
    expect(state).toMatchObject({ kind: 'active', valid: true })
    expect(Math.abs(now - site.truth)).toBeLessThanOrEqual(3600)
  }
  const deliver = async (code: string): Promise<void> => {
    const before = await activation.state()
    const end = await activation.apply(code)
    const after = await activation.state()
    expect(end.kind).toMatch(/^(taken|not_taken)$/)
    // Late or not, it turns nothing back that is true: neither the time nor an end that has come.
    expect(after.now).toBeGreaterThanOrEqual(Math.min(before.now, site.truth))
    if (end.kind === 'taken') isOver = false
  }
  expect(await activation.activate(key)).toMatchObject({ kind: 'taken' })
  for (const step of steps) {
    if (step.kind === 'pass') site.truth += step.seconds
    if (step.kind === 'jump') site.wrong = step.wrong
    if (step.kind === 'off') {
      site.truth += step.seconds
      site.started = site.truth - 30
      site.boot++
      site.wrong = step.wrong
    }
    if (step.kind === 'contact') {
      site.network = step.network
      const end = await activation.heartbeat()
      expect(end.kind).toBe(step.network === 'up' ? 'taken' : 'unreachable')
      if (end.kind === 'taken') await isAboutRight()
    }
    if (step.kind === 'carry') {
      const { license, activation: code } = answerTo((await activation.request()).token)
      carried = JSON.stringify({ artifacts: [license, code] })
    }
    if (step.kind === 'deliver' && carried !== null) await deliver(carried)
    const { state, activation: lease, stored } = await activation.state()
    const known = Math.max(stored.clock.signed, stored.clock.running)
    if (isOver) expect(state.valid).toBe(false)
    isOver ||= lease !== null && known >= lease.exp
  }
  site.network = 'up'
  expect((await activation.heartbeat()).kind).toBe('taken')
  await isAboutRight()
}

describe('whatever the clock of a bound installation does', () => {
  test('one signed answer puts it right, a late one turns nothing back, and without one nothing that had ended is revived', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 25 }), play), {
      numRuns: histories,
      seed,
    })
  }, 600_000)
})
