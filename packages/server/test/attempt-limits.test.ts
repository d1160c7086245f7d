import { array, assert, asyncProperty, integer } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAttemptLimits, HttpError } from '../src/index.ts'

function begin() {
  let now = 0
  const limits = createAttemptLimits(() => now)
  const attempt = async (
    subject: string,
    outcome: HttpError['code'] | 'right',
    { address = '203.0.113.7', isKnown = false } = {},
  ): Promise<'tried' | number> => {
    let isTried = false
    const work = async () => {
      isTried = true
      if (outcome !== 'right') throw new HttpError(outcome)
    }
    const error = await limits.attempt({ address, subject, isKnown }, work).catch((thrown: unknown) => thrown)
    if (isTried) return 'tried'
    expect(error).toMatchObject({ code: 'RATE_LIMITED' })
    return (error as HttpError).retryAfterSeconds ?? 0
  }
  const wrong = (subject: string, from?: Parameters<typeof attempt>[2]) =>
    attempt(subject, 'CREDENTIAL_INVALID', from)
  return { limits, attempt, wrong, pass: (seconds: number) => (now += seconds) }
}

/** Tries as soon as the wait is over, for so long. @returns how many attempts were let through. */
async function guessFor(
  seconds: number,
  pass: (seconds: number) => void,
  guess: () => Promise<'tried' | number>,
): Promise<number> {
  let tried = 0
  for (let passed = 0; passed < seconds; ) {
    const wait = await guess()
    if (wait === 'tried') tried++
    else {
      passed += wait
      pass(wait)
    }
  }
  return tried
}

describe('wrong guesses', () => {
  test('that come at once are tried no more often than the limit, on one account and over all', async () => {
    const { wrong } = begin()
    const one = await Promise.all(Array.from({ length: 120 }, () => wrong('ada')))
    expect(one.filter(outcome => outcome === 'tried')).toHaveLength(5)
    const many = await Promise.all(Array.from({ length: 400 }, (_, n) => wrong(`nobody ${n}`)))
    expect(many.filter(outcome => outcome === 'tried')).toHaveLength(45)
  })

  test('on one account from one address: twenty in the first hour, five in the next', async () => {
    const { wrong, pass } = begin()
    expect(await guessFor(3600, pass, () => wrong('ada'))).toBeLessThanOrEqual(20)
    expect(await guessFor(3600, pass, () => wrong('ada'))).toBeLessThanOrEqual(5)
  })

  test('on one account from everywhere: 170 in the first hour, sixty in the next', async () => {
    const { wrong, pass } = begin()
    let n = 0
    const guess = () => wrong('ada', { address: `198.51.${++n >> 8}.${n & 255}` })
    expect(await guessFor(3600, pass, guess)).toBeLessThanOrEqual(170)
    expect(await guessFor(3600, pass, guess)).toBeLessThanOrEqual(60)
  })

  test('over all accounts from one address: 150 at first, ninety in each hour', async () => {
    const { wrong, pass } = begin()
    let n = 0
    const guess = () => wrong(`nobody ${++n}`)
    expect(await guessFor(3600, pass, guess)).toBeLessThanOrEqual(240)
    expect(await guessFor(3600, pass, guess)).toBeLessThanOrEqual(90)
  })
})

describe('fifty wrong passwords at one address', () => {
  const exhaust = async (wrong: ReturnType<typeof begin>['wrong'], times: number) => {
    for (let n = 0; n < times; n++) await wrong(`nobody ${n}`)
  }

  test('keep no right one of another account out, and neither does one more', async () => {
    const { attempt, wrong } = begin()
    await exhaust(wrong, 50)
    for (const neighbour of ['ada', 'ben', 'cleo']) {
      expect(await attempt(neighbour, 'right')).toBe('tried')
      expect(await wrong(`stranger of ${neighbour}`)).toBe('tried')
    }
    await Promise.all(Array.from({ length: 400 }, (_, n) => wrong(`flood ${n}`)))
    expect(await attempt('dora', 'right')).toBe('tried')
  })

  test('and a hundred more leave the address to browsers that signed in before, each within the limit of its account', async () => {
    const { attempt, wrong } = begin()
    await exhaust(wrong, 150)
    expect(await attempt('ada', 'right')).toBeGreaterThan(0)
    expect(await attempt('ada', 'right', { isKnown: true })).toBe('tried')
    const guesses: unknown[] = []
    for (let n = 0; n < 10; n++) guesses.push(await wrong('ada', { isKnown: true }))
    expect(guesses.filter(outcome => outcome === 'tried')).toHaveLength(5)
  })
})

test('a success takes the failures of its own account off the address, and no others', async () => {
  const { attempt, wrong } = begin()
  for (let n = 0; n < 30; n++) {
    for (let typo = 0; typo < 4; typo++) expect(await wrong(`user ${n}`)).toBe('tried')
    expect(await attempt(`user ${n}`, 'right')).toBe('tried')
  }
  for (let n = 0; n < 150; n++) {
    await wrong(`nobody ${n}`)
    await attempt('my own account', 'right')
  }
  expect(await wrong('nobody at all')).toBeGreaterThan(0)
})

test('guesses from elsewhere keep nobody waiting where the owner signed in before', async () => {
  const { attempt, wrong } = begin()
  expect(await attempt('ada', 'right')).toBe('tried')
  for (let n = 0; n < 110; n++) await wrong('ada', { address: `198.51.100.${n}` })
  expect(await attempt('ada', 'right', { address: '192.0.2.1' })).toBeGreaterThan(0)
  expect(await attempt('ada', 'right')).toBe('tried')
})

test('what was no guess is given back: nothing is left of it, in whatever order attempts end', async () => {
  await assert(
    asyncProperty(array(integer({ min: 0, max: 4 }), { maxLength: 60 }), async accounts => {
      const { attempt, wrong } = begin()
      await Promise.all(accounts.map(n => attempt(`user ${n}`, 'SERVER_BUSY')))
      for (let n = 0; n < 5; n++) expect(await wrong('user 0')).toBe('tried')
      expect(await wrong('user 0')).toBe(2)
    }),
    { numRuns: 50 },
  )
})
