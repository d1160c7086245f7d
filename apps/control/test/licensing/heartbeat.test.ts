import { randomBytes } from 'node:crypto'
import { verifyLicense, verifyRevocations } from '@licet/license'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import { createInstallation, issue, machineNamed, send, stateOf } from './installation.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
})
afterAll(() => control.close())

const day = 86_400
const deed = (id: string, name: string, body: object = { reason: 'because' }) =>
  control.ask('POST', `/v1/licenses/${id}/${name}`, { body })
const typesOf = (answer: { body: { directives: { type: string }[] } }) =>
  answer.body.directives.map(({ type }) => type)
const bound = async (wanted: Record<string, unknown> = {}) => {
  const { id, key } = await issue(control, wanted)
  const box = await createInstallation(control)
  const activated = await box.activate(key)
  if (activated.status !== 200) throw new Error(activated.text)
  return { id, key, box, activated }
}
const auditOf = async (id: string) => {
  const rows = await control.database.db
    .selectFrom('audit')
    .select(['action', 'detail'])
    .where('target', '=', id)
    .orderBy('sequence')
    .execute()
  return rows.map(({ detail }) => (JSON.parse(detail) as { verb: string }).verb)
}

describe('a heartbeat', () => {
  test('renews the lease by the grace of the policy and answers its own request', async () => {
    const { id, box, activated } = await bound({ policy: 'appliance' })
    expect(activated.claims).toMatchObject({ counter: 1, installationId: box.id, directive: 'none' })
    control.pass(day)
    const answer = await box.beat(id)
    expect(answer.status).toBe(200)
    expect(answer.body.nextHeartbeatSeconds).toBe(day)
    const { claims } = answer
    expect(claims!.exp - claims!.iat).toBe(14 * day)
    expect(claims).toMatchObject({ counter: 2, licenseId: id, fingerprint: box.fingerprint })
  })

  test('gives the same answer to the same request, while it is the last one', async () => {
    const { id, box } = await bound()
    const request = await box.request({ license: id })
    const path = `/v1/licenses/${id}/heartbeat`
    const first = await send(control, path, { request })
    const before = await stateOf(control, id)
    const again = await send(control, path, { request })
    expect(again.body.token).toBe(first.body.token)
    expect(await stateOf(control, id)).toEqual(before)
    await box.take(first.body.token)
    await box.beat(id)
    const later = await stateOf(control, id)
    const replay = await send(control, path, { request })
    expect([replay.status, replay.body.code]).toEqual([409, 'REQUEST_REPLAYED'])
    expect(await stateOf(control, id)).toEqual(later)
  })

  test('gives a lost answer with a new lease once the next heartbeat would be due, and goes on from it', async () => {
    const { id, box } = await bound({ policy: 'appliance' })
    const request = await box.request({ license: id })
    const path = `/v1/licenses/${id}/heartbeat`
    const lost = await send(control, path, { request })
    control.pass(13 * day)
    const again = await send(control, path, { request })
    const claims = await box.take(again.body.token)
    expect(again.body.token).not.toBe(lost.body.token)
    expect([claims.iat, claims.counter]).toEqual([control.deps.clock.now(), 2])
    expect((await box.beat(id)).claims).toMatchObject({ counter: 3 })
    const { body } = await control.ask('GET', `/v1/licenses/${id}`)
    expect(body.activations.map(({ state }: { state: string }) => state)).toEqual(['active'])
  })

  test('whose response never arrived is followed by another one, which is no copy, once it is too old to be carried', async () => {
    const { id, box } = await bound({ policy: 'appliance' })
    const path = `/v1/licenses/${id}/heartbeat`
    const carried = await box.request({ license: id })
    control.pass(day)
    expect((await send(control, path, { request: carried })).status).toBe(200)
    control.pass(13 * day - 3600)
    const anew = await send(control, path, { request: await box.request({ license: id }) })
    expect([anew.status, anew.body.code]).toEqual([200, undefined])
    const { body } = await control.ask('GET', `/v1/licenses/${id}`)
    expect(body.activations.map(({ state }: { state: string }) => state)).toEqual(['active'])
  })

  test.each([
    ['an unsigned text', async () => 'nothing'],
    ['another license', async (_id: string, box: Box) => box.request({ license: 'lic_other' })],
    ['an activation', async (id: string, box: Box) => box.request({ license: id, action: 'activate' })],
  ])('refuses %s as a request, and changes nothing', async (_what, make) => {
    const { id, box } = await bound()
    const before = await stateOf(control, id)
    const answer = await send(control, `/v1/licenses/${id}/heartbeat`, { request: await make(id, box) })
    expect([answer.status, answer.body.code]).toEqual([400, 'REQUEST_INVALID'])
    expect(answer.body.help).toBe('docs/troubleshooting.md#request_invalid')
    expect(await stateOf(control, id)).toEqual(before)
  })

  test.each([
    ['long past', 10],
    ['far ahead', 4_070_908_800],
  ])('answers a request whose clock is %s, and tells by how much', async (_what, iat) => {
    const { id, box } = await bound()
    const request = await box.request({ license: id, iat, exp: iat + 10 })
    const answer = await send(control, `/v1/licenses/${id}/heartbeat`, { request })
    expect(answer.status).toBe(200)
    const now = control.deps.clock.now()
    const rows = await control.deps.database.db.selectFrom('heartbeat').select('skew_seconds').execute()
    const skews = rows.map(row => Number(row.skew_seconds))
    expect(skews.some(skew => Math.abs(skew - (now - iat)) < 60)).toBe(true)
  })

  test('carries a newer license, once it is known to be taken no more', async () => {
    const { id, box } = await bound()
    expect(typesOf(await box.beat(id))).not.toContain('refresh_license')
    await deed(id, 'renew', { seats: 99 })
    const lost = await send(control, `/v1/licenses/${id}/heartbeat`, {
      request: await box.request({ license: id }),
    })
    expect(typesOf(lost)).toContain('refresh_license')
    const { artifact } = lost.body.directives.find((one: { type: string }) => one.type === 'refresh_license')
    const { claims } = await verifyLicense(artifact, await control.trust(), {
      now: control.deps.clock.now(),
    })
    expect(claims).toMatchObject({ rev: 2, seats: 99 })
    await box.take(lost.body.token)
    expect(typesOf(await box.beat(id))).not.toContain('refresh_license')
  })

  test('suspends and reactivates by signed answers', async () => {
    const { id, box } = await bound()
    await deed(id, 'suspend')
    const suspended = await box.beat(id)
    expect(suspended.status).toBe(200)
    expect(suspended.claims!.directive).toBe('suspend')
    expect(typesOf(suspended)).toContain('suspend')
    await deed(id, 'reinstate')
    const back = await box.beat(id)
    expect(back.claims!.directive).toBe('none')
    expect(typesOf(back)).toContain('reactivate')
    expect(typesOf(await box.beat(id))).not.toContain('reactivate')
  })

  test('is refused with a signed verdict once the license is revoked', async () => {
    const { id, key, box } = await bound()
    await deed(id, 'revoke')
    const answer = await box.beat(id)
    expect([answer.status, answer.body.code]).toEqual([403, 'KEY_REVOKED'])
    expect(answer.claims).toMatchObject({ directive: 'revoke', licenseId: id })
    expect((await box.activate(key)).claims).toMatchObject({ directive: 'revoke' })
    const list = await control.ask('GET', '/v1/revocations', { as: null })
    const trust = await control.trust()
    const { revoked } = await verifyRevocations(list.text, trust, {
      now: control.deps.clock.now(),
      sequence: 0,
    })
    expect(revoked.has(id)).toBe(true)
    const etag = list.headers.get('etag')!
    const same = await control.ask('GET', '/v1/revocations', { as: null, headers: { 'if-none-match': etag } })
    expect(same.status).toBe(304)
    const other = await bound()
    await deed(other.id, 'revoke')
    const next = await control.ask('GET', '/v1/revocations', { as: null })
    expect(next.headers.get('etag')).not.toBe(etag)
  })

  test('ends with the license, and goes on when that is renewed', async () => {
    const { id, box } = await bound({ expiresAt: control.deps.clock.now() + 2 * day })
    control.pass(2 * day)
    const before = await stateOf(control, id)
    const answer = await box.beat(id)
    expect([answer.status, answer.body.code]).toEqual([403, 'KEY_EXPIRED'])
    expect(await stateOf(control, id)).toEqual(before)
    await deed(id, 'renew', { term: 'P1Y' })
    expect(typesOf(await box.beat(id))).toContain('refresh_license')
  })

  test('without a license of this id is told so', async () => {
    const box = await createInstallation(control)
    const answer = await box.beat(`lic_${randomBytes(16).toString('hex')}`)
    expect([answer.status, answer.body.code]).toEqual([404, 'LICENSE_NOT_FOUND'])
  })
})

describe('a copied installation', () => {
  test('is seen at its next heartbeat: both are flagged, and the original goes on', async () => {
    const { id, box } = await bound()
    const copy = box.copy()
    expect((await box.beat(id)).status).toBe(200)
    const answer = await copy.beat(id)
    expect([answer.status, answer.body.code]).toEqual([409, 'CLONE_SUSPECTED'])
    expect(answer.body.token).toBeUndefined()
    expect(await auditOf(id)).toContain('clone_suspected')
    const shown = await control.ask('GET', `/v1/licenses/${id}`)
    const states = shown.body.activations.map(({ state }: { state: string }) => state)
    expect(states).toEqual(['flagged', 'flagged'])
    expect(shown.body).toMatchObject({ state: 'active', machines: 1 })
    expect((await box.beat(id)).status).toBe(200)
    expect((await copy.beat(id)).status).toBe(409)
    expect((await auditOf(id)).filter(verb => verb === 'clone_suspected')).toHaveLength(1)
  })

  test('on a machine of its own is locked by a signed verdict, and the original goes on', async () => {
    const { id, box } = await bound()
    const copy = box.copy(machineNamed('elsewhere'))
    const answer = await copy.beat(id)
    expect([answer.status, answer.body.code]).toEqual([403, 'OTHER_MACHINE'])
    expect(answer.claims).toMatchObject({ directive: 'lock' })
    await copy.beat(id)
    expect((await auditOf(id)).filter(verb => verb === 'refuse_machine')).toHaveLength(1)
    expect((await box.beat(id)).status).toBe(200)
  })

  test('that was no copy but a restored backup is believed once staff has cleared it', async () => {
    const { id, box } = await bound()
    const backup = box.copy()
    await box.beat(id)
    expect((await backup.beat(id)).status).toBe(409)
    const { body } = await control.ask('GET', `/v1/licenses/${id}`)
    const original = body.activations.find(({ counter }: { counter: number }) => counter === 2)
    const path = `/v1/licenses/${id}/activations/${original.id}/clear-flag`
    const cleared = await control.ask('POST', path, { body: { reason: 'restored' } })
    expect(cleared.body.activation.state).toBe('active')
    expect((await backup.beat(id)).status).toBe(200)
    expect((await backup.beat(id)).status).toBe(200)
    expect((await box.beat(id)).status).toBe(409)
  })

  test('of an installation that another took over on the same machine is seen too', async () => {
    const { id, key, box } = await bound()
    const anew = await createInstallation(control, box.fingerprint)
    expect((await anew.activate(key)).status).toBe(200)
    expect((await anew.beat(id)).status).toBe(200)
    expect((await box.beat(id)).body.code).toBe('CLONE_SUSPECTED')
    expect((await anew.beat(id)).status).toBe(200)
  })
})

describe('a rebound license', () => {
  test('locks the old machine when it next asks, and is taken by the new one', async () => {
    const { id, key, box } = await bound({ policy: 'appliance' })
    const next = await createInstallation(control)
    expect((await next.activate(key)).body.code).toBe('OTHER_MACHINE')
    const preview = await deed(id, 'rebind', {
      machineUid: next.machineUid,
      reason: 'new box',
      preview: true,
    })
    expect(preview.body.effect.machines).toMatchObject([{ installationId: box.id, hostname: 'box.example' }])
    expect((await box.beat(id)).status).toBe(200)
    const done = await deed(id, 'rebind', { machineUid: next.machineUid, reason: 'new box' })
    expect(done.body.license).toMatchObject({ revision: 2, machines: 1 })
    const old = await box.beat(id)
    expect([old.status, old.body.code, old.claims!.directive]).toEqual([403, 'OTHER_MACHINE', 'lock'])
    expect((await box.activate(key)).body.code).toBe('OTHER_MACHINE')
    expect((await next.activate(key)).status).toBe(200)
    expect((await next.beat(id)).status).toBe(200)
    expect(await auditOf(id)).toEqual(
      expect.arrayContaining(['issue', 'activate', 'rebind', 'refuse_machine']),
    )
  })

  test('without a machine named goes to whichever activates next, but not back', async () => {
    const { id, key, box } = await bound({ policy: 'appliance' })
    await deed(id, 'rebind', { reason: 'lost' })
    expect((await box.activate(key)).body.code).toBe('OTHER_MACHINE')
    const next = await createInstallation(control)
    expect((await next.activate(key)).status).toBe(200)
  })
})

describe('moving a license', () => {
  test('is refused the sixth time within a day, and nothing is moved', async () => {
    const { id, key } = await bound({ policy: 'appliance' })
    const move = (body = {}) => control.ask('POST', `/v1/licenses/${id}/rebind`, { body })
    for (let moved = 0; moved < 5; moved++) {
      expect((await move()).status).toBe(200)
      const box = await createInstallation(control)
      expect((await box.activate(key)).status).toBe(200)
    }
    const before = await stateOf(control, id)
    for (const body of [{}, { preview: true }]) {
      const refused = await move(body)
      expect([refused.status, refused.body.code]).toEqual([429, 'RATE_LIMITED'])
      const wait = Number(refused.headers.get('retry-after'))
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(day)
    }
    expect(await stateOf(control, id)).toEqual(before)
    control.pass(day)
    expect((await move()).status).toBe(200)
  })
})

describe('a message', () => {
  test('goes with every answer until it is taken back', async () => {
    const { id, box } = await bound()
    const said = 'Maintenance on Sunday: please update to 1.5.'
    const answer = await control.ask('POST', `/v1/licenses/${id}/message`, { body: { text: said } })
    expect([answer.status, answer.body.license.message]).toEqual([200, said])
    await control.ask('POST', `/v1/licenses/${id}/message`, { body: { text: said } })
    expect((await auditOf(id)).filter(verb => verb === 'message')).toHaveLength(1)
    for (const _ of ['first', 'second']) {
      const beat = await box.beat(id)
      expect(beat.claims!.message).toBe(said)
      expect(typesOf(beat)).toContain('message')
    }
    await deed(id, 'suspend')
    expect((await box.beat(id)).claims).toMatchObject({ directive: 'suspend', message: said })
    await control.ask('POST', `/v1/licenses/${id}/message`, { body: { text: '' } })
    expect((await box.beat(id)).claims!.message).toBeNull()
    expect((await auditOf(id)).filter(verb => verb === 'message')).toHaveLength(2)
  })

  test.each([
    ['two lines', 'one\ntwo'],
    ['more than fits', 'x'.repeat(501)],
    ['text that runs the other way', 'pay \u202eeno yna'],
  ])('is refused as %s, and nothing is said', async (_what, text) => {
    const { id } = await bound()
    const before = await stateOf(control, id)
    const answer = await control.ask('POST', `/v1/licenses/${id}/message`, { body: { text } })
    expect([answer.status, answer.body.code]).toEqual([400, 'REQUEST_INVALID'])
    expect(await stateOf(control, id)).toEqual(before)
  })

  test('is not for a license that was revoked', async () => {
    const { id } = await bound()
    await deed(id, 'revoke')
    const before = await stateOf(control, id)
    const answer = await control.ask('POST', `/v1/licenses/${id}/message`, { body: { text: 'Hello' } })
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({ code: 'LICENSE_STATE_CONFLICT', status: 'revoked' })
    expect(await stateOf(control, id)).toEqual(before)
  })
})

describe('a deed done before', () => {
  test.each(['revoke', 'suspend'])('is refused with the present state: %s', async verb => {
    const { id } = await bound()
    expect((await deed(id, verb)).status).toBe(200)
    const before = await stateOf(control, id)
    const again = await deed(id, verb)
    expect(again.status).toBe(409)
    expect(again.body).toMatchObject({
      code: 'LICENSE_STATE_CONFLICT',
      status: verb === 'revoke' ? 'revoked' : 'suspended',
    })
    expect(await stateOf(control, id)).toEqual(before)
  })
})

describe('a revocation', () => {
  test('lets nothing succeed that is asked after it has returned', async () => {
    for (let round = 0; round < 20; round++) {
      const { id, box } = await bound()
      const copy = box.copy()
      let revoked = false
      const late: number[] = []
      const asks = [box, copy].map(async one => {
        for (let at = 0; at < 3; at++) {
          const asked = revoked
          const { status } = await one.beat(id)
          if (asked && status === 200) late.push(status)
        }
      })
      const revoke = async () => {
        await deed(id, 'revoke')
        revoked = true
      }
      await Promise.all([...asks, revoke()])
      expect(late).toEqual([])
      expect((await box.beat(id)).status).toBe(403)
    }
  })
})

type Box = Awaited<ReturnType<typeof createInstallation>>
