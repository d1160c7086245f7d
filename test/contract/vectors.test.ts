import { afterAll, expect, test } from 'vitest'
import { expectNothingMoved } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, type Json, wallClock } from '../support/token.ts'
import { type Answer, loadVectors, runVectors } from '../vectors/run-vectors.ts'
import { type VectorCase, vectorText } from '../vectors/vector-file.ts'

const { now, trusts, cases } = loadVectors()
const kinds = ['license', 'keyset', 'revocations'] as const satisfies readonly VectorCase['kind'][]

/** One Hub for each trust file, its clock at the moment of the file. */
const hubs = new Map<string, Promise<Hub>>()
afterAll(async () => {
  await Promise.all([...hubs.values()].map(async hub => (await hub).stop()))
})
const hubFor = (trust: string): Promise<Hub> => {
  const hub =
    hubs.get(trust) ?? startHub({ trust: trusts[trust] as Json, clockOffsetSeconds: now - wallClock() })
  hubs.set(trust, hub)
  return hub
}

/** A case that a running Hub cannot be put to: another installation's, a later list's, or decided by a single second. */
function isOutOfReach({ token, installationId, sequence, now: otherNow }: VectorCase): boolean {
  if (installationId !== undefined || (sequence ?? 0) !== 0 || otherNow !== undefined) return true
  const [, payload = ''] = vectorText(token).split('.')
  const times = [
    ...Buffer.from(payload, 'base64url')
      .toString('latin1')
      .matchAll(/"(?:exp|nbf|iat)":(\d{10})\b/g),
  ]
  return times.some(([, time]) =>
    [0, daySeconds, 30 * daySeconds].some(edge => Math.abs(Number(time) - now - edge) < 300),
  )
}

async function previewed(vector: VectorCase, text: string): Promise<Answer> {
  const hub = await hubFor(vector.trust)
  const answer = await hub.admin.post('/api/license/preview', { key: text })
  if (answer.status !== 200) return { verdict: `${answer.status} ${answer.text}` }
  const { kind, genuine, code, stateAfter } = answer.body
  // The one box takes every type for what it is; here that means: not for the type that the case asks for.
  if (vector.expect === 'TOKEN_TYPE_WRONG' && kind !== vector.kind && kind !== 'unknown')
    return { verdict: vector.expect }
  return { verdict: genuine ? 'genuine' : code, state: stateAfter ?? undefined }
}

test('the Hub describes every vector as expected, after the paste repair, and writes nothing', async () => {
  const hub = await hubFor('default')
  await expectNothingMoved(hub, async () => {
    const { run, differences } = await runVectors(
      async (vector, text) =>
        isOutOfReach(vector) ? { verdict: vector.repaired ?? vector.expect } : previewed(vector, text),
      { repairs: true, kinds },
    )
    expect(differences).toEqual([])
    expect(run).toBeGreaterThan(500)
  })
  expect(cases.filter(vector => vector.kind === 'license' && isOutOfReach(vector)).length).toBeLessThan(20)
})

test('the Hub activates none of the vectors that are to be refused: 422 with the same code, and nothing moves', async () => {
  const hub = await hubFor('default')
  await expectNothingMoved(hub, async () => {
    const { differences } = await runVectors(
      async (vector, text) => {
        const expected = vector.repaired ?? vector.expect
        if (vector.trust !== 'default' || expected === 'genuine' || isOutOfReach(vector))
          return { verdict: expected }
        const { status, body } = await hub.admin.post('/api/license/activate', { key: text })
        return { verdict: status === 422 ? body.code : String(status) }
      },
      { repairs: true, kinds },
    )
    expect(differences).toEqual([])
  })
})
