import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import { createInstallation, issue, send, stateOf } from './installation.ts'

let control: TestControl
/** Another one, with the limit that customers meet. */
let limited: TestControl
beforeAll(async () => {
  control = await openTestControl()
  limited = await openTestControl({ environment: { CONTROL_ACTIVATION_LIMIT: '5/900' } })
})
afterAll(async () => {
  await control.close()
  await limited.close()
})

type Box = Awaited<ReturnType<typeof createInstallation>>

const activate = async (id: string, box: Box, proof?: string) => {
  const request = await box.request({ action: 'activate', license: id })
  return send(control, `/v1/licenses/${id}/activate`, { request, ...(proof !== undefined && { proof }) })
}

describe('a license whose id is known', () => {
  test('is activated for nobody who shows neither its key nor its signed text', async () => {
    const { id, token } = await issue(control)
    const other = await issue(control)
    const box = await createInstallation(control)
    const before = await stateOf(control, id)
    const missing = await activate(id, box)
    expect([missing.status, missing.body.code]).toEqual([403, 'PROOF_MISSING'])
    expect(missing.body.help).toBe('docs/troubleshooting.md#proof_missing')
    expect(missing.body.token).toBeUndefined()
    const wrong = [id, '', other.key, other.token, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`]
    for (const proof of [...wrong, token.slice(0, -4), 'LICET-0000-0000-0000-0000']) {
      const answer = await activate(id, box, proof)
      expect([answer.status, answer.body.code]).toEqual([403, 'PROOF_INVALID'])
      expect(answer.text).not.toContain(token)
    }
    expect(await stateOf(control, id)).toEqual(before)
  })

  test.each(['key', 'token'] as const)('is activated by its %s, and goes on without', async proof => {
    const issued = await issue(control)
    const box = await createInstallation(control)
    const answer = await activate(issued.id, box, issued[proof])
    expect(answer.status).toBe(200)
    await box.take(answer.body.token)
    expect((await box.beat(issued.id)).status).toBe(200)
    expect((await activate(issued.id, box)).status).toBe(200)
  })

  test('tells nobody without a proof that it was suspended, revoked or has ended', async () => {
    const { id } = await issue(control)
    const box = await createInstallation(control)
    for (const deed of ['suspend', 'revoke']) {
      await control.ask('POST', `/v1/licenses/${id}/${deed}`, { body: {} })
      const answer = await activate(id, box)
      expect([answer.status, answer.body.code, answer.body.token]).toEqual([403, 'PROOF_MISSING', undefined])
    }
    const ended = await issue(control, { term: 'P1D' })
    control.pass(2 * 86_400)
    const late = await activate(ended.id, box)
    expect([late.status, late.body.code]).toEqual([403, 'PROOF_MISSING'])
    expect((await activate(ended.id, box, ended.key)).body.code).toBe('KEY_EXPIRED')
    control.pass(-2 * 86_400)
  })

  test('is proven by its earlier revisions, until its key is reissued', async () => {
    const { id, key, token } = await issue(control, { policy: { binding: 'machine', machines: 5 } })
    const [first, second, third] = [
      await createInstallation(control),
      await createInstallation(control),
      await createInstallation(control),
    ]
    await control.ask('POST', `/v1/licenses/${id}/renew`, { body: { seats: 99 } })
    const bound = await activate(id, first, token)
    expect(bound.status).toBe(200)
    await first.take(bound.body.token)
    const reissued = await control.ask('POST', `/v1/licenses/${id}/reissue-key`, { body: {} })
    expect(reissued.body.license.revision).toBe(3)
    const before = await stateOf(control, id)
    for (const proof of [key, token])
      expect((await activate(id, second, proof)).body.code).toBe('PROOF_INVALID')
    expect(await stateOf(control, id)).toEqual(before)
    expect((await activate(id, second, reissued.body.key)).status).toBe(200)
    expect((await activate(id, third, reissued.body.license.token)).status).toBe(200)
    const beat = await first.beat(id)
    expect(beat.body.directives.map(({ type }: { type: string }) => type)).toContain('refresh_license')
  })
})

describe('the door for installations', () => {
  const rows = async (): Promise<unknown> => {
    const tables = ['machine', 'heartbeat', 'used_request', 'audit'] as const
    return Promise.all(
      tables.map(table =>
        limited.database.db
          .selectFrom(table)
          .select(eb => eb.fn.countAll().as('count'))
          .executeTakeFirst(),
      ),
    )
  }
  const ask = (path: string, body: object, from: string) =>
    limited.ask('POST', path, { as: null, body, from })

  test('keeps nothing of what it refuses but a number, and closes for the address', async () => {
    const { id, key } = await issue(limited)
    const mine = await createInstallation(limited)
    const from = '192.0.2.7'
    const first = await ask(
      `/v1/licenses/${id}/activate`,
      { request: await mine.request({ action: 'activate' }), proof: key },
      from,
    )
    expect(first.status).toBe(200)
    await mine.take(first.body.token)
    const before = await rows()
    const box = await createInstallation(limited)
    const codes: string[] = []
    for (const [action, wanted, changes] of [
      ['activate', id, {}],
      ['heartbeat', id, { proof: key }],
      ['activate', id, { proof: 'wrong' }],
      ['activate', 'lic_unknown', { proof: key }],
      ['heartbeat', id, { request: 'nothing' }],
      ['activate', id, {}],
      ['heartbeat', 'lic_unknown', {}],
    ] as const) {
      const request = await box.request({ action })
      codes.push((await ask(`/v1/licenses/${wanted}/${action}`, { request, ...changes }, from)).body.code)
    }
    expect(codes).toEqual([
      'PROOF_MISSING',
      'OTHER_MACHINE',
      'PROOF_INVALID',
      'LICENSE_NOT_FOUND',
      'REQUEST_INVALID',
      'RATE_LIMITED',
      'RATE_LIMITED',
    ])
    expect(await rows()).toEqual(before)
    const metrics = await limited.ask('GET', '/metrics')
    expect(metrics.text).toMatch(/rejections_total\{code="PROOF_MISSING"\} 1/)
    // Whoever holds an activation is not refused for its address.
    const request = await mine.request({ license: id })
    expect((await ask(`/v1/licenses/${id}/heartbeat`, { request }, from)).status).toBe(200)
  })

  test('lets a whole site activate from one address', async () => {
    const { id, token } = await issue(limited, { policy: { binding: 'machine', machines: 20 } })
    const statuses = []
    for (let at = 0; at < 8; at++) {
      const box = await createInstallation(limited)
      const request = await box.request({ action: 'activate', license: id })
      const answer = await ask(`/v1/licenses/${id}/activate`, { request, proof: token }, '192.0.2.8')
      statuses.push(answer.status)
    }
    expect(statuses).toEqual(Array.from({ length: 8 }, () => 200))
  })
})
