import { recogniseArtifact, verifyActivation } from '@licet/license'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestControl, type TestControl } from '../support/test-control.ts'
import { createInstallation, issue, send, stateOf } from './installation.ts'

let control: TestControl
beforeAll(async () => {
  control = await openTestControl()
})
afterAll(() => control.close())

const offline = (body: object) => send(control, '/v1/licenses/offline', body)
const desk = (name: 'preview' | 'issue', body: object) => control.ask('POST', `/v1/offline/${name}`, { body })

describe('the page for manual activation', () => {
  test('turns key and request into a code that answers just this request', async () => {
    const { key } = await issue(control, { policy: 'self-hosted' })
    const box = await createInstallation(control)
    const request = await box.request({ action: 'activate' })
    const answer = await offline({ key, request })
    expect(answer.status).toBe(200)
    expect(recogniseArtifact(answer.body.code)).toBe('bundle')
    expect(JSON.parse(answer.body.code)).toEqual(answer.body.bundle)
    expect(answer.body.bundle.artifacts.slice(0, 2)).toEqual([answer.body.token, answer.body.license])
    expect(await box.take(answer.body.token)).toMatchObject({ counter: 1, fingerprint: box.fingerprint })
  })

  test('turns key and machine UID into a code for that installation on that machine', async () => {
    const { id, key } = await issue(control)
    const box = await createInstallation(control)
    const answer = await offline({ key, machineUid: box.machineUid.toLowerCase() })
    expect(answer.status).toBe(200)
    const claims = await box.take(answer.body.token)
    expect(claims).toMatchObject({ installationId: box.id, request: null, counter: null })
    expect(Object.keys(claims.fingerprint)).toEqual(['uid'])
    expect((await box.beat(id)).status).toBe(200)
    expect((await box.beat(id)).status).toBe(200)
    const other = await createInstallation(control)
    expect((await offline({ key, machineUid: other.machineUid })).body.code).toBe('OTHER_MACHINE')
  })

  test('answers a request that was answered and gone on from no more', async () => {
    const { id, key } = await issue(control)
    const box = await createInstallation(control)
    const request = await box.request({ action: 'activate' })
    await box.take((await offline({ key, request })).body.token)
    await box.beat(id)
    const before = await stateOf(control, id)
    const replay = await offline({ key, request })
    expect([replay.status, replay.body.code]).toEqual([409, 'REQUEST_REPLAYED'])
    expect(await stateOf(control, id)).toEqual(before)
  })

  test.each([
    ['neither request nor UID', async () => ({})],
    ['both', async (box: Box) => ({ machineUid: box.machineUid, request: await box.request() })],
    ['a mistyped UID', async (box: Box) => ({ machineUid: mistyped(box.machineUid) })],
    [
      'an edited request',
      async (box: Box) => ({ request: edited(await box.request({ action: 'activate' })) }),
    ],
    [
      'a cut request',
      async (box: Box) => ({ request: (await box.request({ action: 'activate' })).slice(0, -9) }),
    ],
  ])('refuses %s and changes nothing', async (_what, make) => {
    const { id, key } = await issue(control)
    const box = await createInstallation(control)
    const before = await stateOf(control, id)
    const answer = await offline({ key, ...(await make(box)) })
    expect([answer.status, answer.body.code]).toEqual([400, 'REQUEST_INVALID'])
    expect(await stateOf(control, id)).toEqual(before)
  })
})

describe('the offline desk', () => {
  test('shows what a request would do and does exactly that', async () => {
    const { id } = await issue(control)
    const box = await createInstallation(control)
    const text = await box.request({ action: 'activate', license: id })
    const before = await stateOf(control, id)
    const preview = await desk('preview', { text: `  ${text}\n` })
    expect(preview.body).toMatchObject({
      kind: 'request',
      licenseId: id,
      outcome: 'new_machine',
      hostname: 'box.example',
      installationId: box.id,
    })
    expect(await stateOf(control, id)).toEqual(before)
    const done = await desk('issue', { text })
    expect(done.body.preview.outcome).toBe('new_machine')
    await verifyActivation(done.body.activation.token, await control.trust(), {
      now: control.deps.clock.now(),
      installationId: box.id,
    })
    const history = await control.ask('GET', '/v1/offline')
    expect(history.body.entries[0]).toMatchObject({
      licenseId: id,
      customer: { name: 'Acme Corp' },
      kind: 'request',
      via: 'desk',
    })
  })

  test('tells why it would refuse, and takes a release receipt', async () => {
    const { id, key } = await issue(control)
    const box = await createInstallation(control)
    await box.activate(key)
    const other = await createInstallation(control)
    const refused = await desk('preview', { text: other.machineUid, licenseId: id })
    expect(refused.body).toMatchObject({ outcome: 'refused', refusal: { code: 'OTHER_MACHINE' } })
    const release = await box.release(id)
    expect((await desk('preview', { text: release })).body.outcome).toBe('released')
    expect((await desk('issue', { text: release })).body.activation).toBeNull()
    expect((await desk('issue', { text: other.machineUid, licenseId: id })).status).toBe(200)
  })

  test('without a license to match says so', async () => {
    const box = await createInstallation(control)
    const preview = await desk('preview', { text: box.machineUid })
    expect(preview.body.refusal.code).toBe('LICENSE_NOT_FOUND')
    expect((await desk('issue', { text: box.machineUid })).status).toBe(404)
    expect((await desk('preview', { text: 'what is this' })).status).toBe(400)
  })
})

type Box = Awaited<ReturnType<typeof createInstallation>>

/** The last symbol of a text as another one. */
function mistyped(text: string): string {
  return `${text.slice(0, -1)}${text.endsWith('7') ? '8' : '7'}`
}

/** A token whose payload was changed in one place. */
function edited(token: string): string {
  const at = token.indexOf('.') + 40
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
}
