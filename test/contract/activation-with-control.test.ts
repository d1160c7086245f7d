import { cpSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimsOf } from '../support/activation-server.ts'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { expectError, expectNothingMoved, expectRefused, until } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { type PlantedMachine, plantMachine } from '../support/planted-machine.ts'
import { wallClock } from '../support/token.ts'

let control: Control
const hubs: Hub[] = []
beforeAll(async () => {
  control = await startControl()
})
afterAll(async () => {
  await Promise.all(hubs.map(hub => hub.stop()))
  await control.stop()
})

interface Site {
  hub: Hub
  machine: PlantedMachine
  activate: (key: string) => ReturnType<Hub['admin']['post']>
  retry: () => ReturnType<Hub['admin']['post']>
  state: () => Promise<{ valid: boolean; state: string; seats: number; restricts: string }>
}

const startSite = async (env: Record<string, string> = {}): Promise<Site> => {
  const machine = plantMachine()
  const hub = await startHub({
    env: {
      HUB_TRUST_FILE: await control.trustFile(),
      LICET_MACHINE_ROOT: machine.root,
      HUB_CONTROL_URL: control.url,
      ...env,
    },
  })
  hubs.push(hub)
  return {
    hub,
    machine,
    activate: key => hub.admin.post('/api/license/activate', { key }),
    retry: () => hub.admin.post('/api/activation/retry', {}),
    state: async () => (await hub.sibling.get('/api/license/status')).body,
  }
}
const issue = async (policy: string, more: Record<string, unknown> = {}) => {
  const answer = await control.admin.post('/v1/licenses', {
    customer: { name: 'Acme Corp' },
    policy,
    tier: 'professional',
    seats: 10,
    products: ['pika'],
    term: 'P1Y',
    ...more,
  })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as { license: { id: string }; key: string; token: string | null }
}
const deed = async (id: string, name: string, body: Record<string, unknown> = { reason: 'A test.' }) => {
  const answer = await control.admin.post(`/v1/licenses/${id}/${name}`, body)
  expect(answer.status, answer.text).toBe(200)
  return answer
}

describe('a verdict of the vendor', () => {
  test.each(['suspend', 'revoke'])(
    'is not undone by an activation code that was held back: %s',
    async verdict => {
      const { license, key } = await issue('node-locked')
      const { hub, activate, retry, state } = await startSite()
      const { request } = (await hub.admin.post('/api/activation/request', { fresh: true })).body
      const { body } = await control.anonymous.post('/v1/licenses/offline', { key, request })
      const code = JSON.stringify({ artifacts: [body.license, body.token] })
      expect((await activate(key)).body).toMatchObject({ valid: true, state: 'active' })
      await deed(license.id, verdict)
      // Times are told to the second; what is held back is older by more than that.
      const { iat } = claimsOf(body.token)
      await until(
        async () => wallClock(),
        now => now > iat,
      )
      await retry()
      const before = await state()
      expect(before).toMatchObject({ valid: false, state: verdict === 'suspend' ? 'suspended' : 'revoked' })
      await expectNothingMoved(hub, async () => {
        expectError(await activate(code), 422, 'ANSWER_OUT_OF_TURN')
      })
      expect(await state()).toEqual(before)
    },
  )
})

test('a license that this installation knows to be revoked takes no place, and the one in force stays', async () => {
  const { license, key, token } = await issue('node-locked')
  const soft = await issue('air-gapped')
  const { hub, activate, retry, state } = await startSite()
  expect((await activate(key)).body).toMatchObject({ state: 'active' })
  await deed(license.id, 'revoke')
  await retry()
  expect(await state()).toMatchObject({ valid: false, state: 'revoked' })
  expect((await activate(soft.token ?? '')).body).toMatchObject({ state: 'active' })
  await expectNothingMoved(hub, async () => {
    expectRefused(await activate(token ?? ''), 'LICENSE_REVOKED')
    const preview = await hub.admin.post('/api/license/preview', { key: token })
    expect(preview.body).toMatchObject({ applicable: false, code: 'LICENSE_REVOKED' })
  })
  expect(await state()).toMatchObject({ valid: true, state: 'active' })
})

describe('a key that was issued', () => {
  let here: Site
  let there: Site
  let license: { id: string }
  let key: string
  beforeAll(async () => {
    ;({ license, key } = await issue('node-locked'))
    here = await startSite()
    there = await startSite()
  })

  test('is activated by the Hub, and again with the same answer', async () => {
    expect((await here.activate(key)).body).toMatchObject({ valid: true, state: 'active', seats: 10 })
    expect((await here.activate(key)).body).toMatchObject({ valid: true, state: 'active' })
  })

  test('is refused on another machine, where nothing moves', async () => {
    await expectNothingMoved(there.hub, async () =>
      expectError(await there.activate(key), 403, 'OTHER_MACHINE'),
    )
  })

  test('lives on heartbeats: suspended, reinstated, renewed', async () => {
    await deed(license.id, 'suspend')
    expect((await here.retry()).status).toBe(200)
    expect(await here.state()).toMatchObject({ valid: false, state: 'suspended', restricts: 'everything' })
    await deed(license.id, 'reinstate')
    expect((await here.retry()).status).toBe(200)
    expect(await here.state()).toMatchObject({ valid: true, state: 'active' })
    await deed(license.id, 'renew', { seats: 25, reason: 'Grown.' })
    expect((await here.retry()).status).toBe(200)
    expect(await here.state()).toMatchObject({ valid: true, seats: 25 })
  })

  test('moves: given up here, taken there, refused here', async () => {
    const released = await here.hub.admin.post('/api/activation/release', {})
    expect(released.body).toMatchObject({ online: true })
    expect(await here.state()).toMatchObject({ valid: false, state: 'locked' })
    expect((await there.activate(key)).body).toMatchObject({ valid: true, state: 'active' })
    expectError(await here.retry(), 403)
  })

  test('is revoked: the next answer ends it, and a restart does not bring it back', async () => {
    await deed(license.id, 'revoke')
    await there.retry()
    expect(await there.state()).toMatchObject({ valid: false, state: 'revoked' })
    await there.hub.stop()
    const again = await there.hub.beside()
    hubs.push(again)
    expect((await again.sibling.get('/api/license/status')).body.state).toBe('revoked')
  })
})

/** A line to the control plane that can lose what comes back. */
async function startLossyLine(port: number) {
  let losing = false
  const server = createServer((near: Socket) => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) socket.on('error', () => undefined)
    near.pipe(far)
    far.on('data', chunk => {
      if (losing) near.destroy()
      else near.write(chunk)
      losing = false
    })
    far.on('close', () => near.destroy())
    near.on('close', () => far.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loseNextAnswer: () => {
      losing = true
    },
    close: () => server.close(),
  }
}

test('a mistyped key never reaches the control plane; an unknown one is 404', async () => {
  const { hub, activate } = await startSite()
  await expectNothingMoved(hub, async () => {
    expect((await activate('ARGENT-07EN-W3HA-RZ6D-MV27')).body.code).toBe('SHORT_KEY_MISTYPED')
    expectError(await activate('ARGENT-07EN-W3AH-RZ6D-MV27'), 404, 'KEY_UNKNOWN')
  })
})

test('a self-hosted license is activated in the background, and anew after an upgrade', async () => {
  const { key } = await issue('self-hosted')
  const site = await startSite({ HUB_PRODUCT_VERSION: '5.3.1' })
  expect((await site.activate(key)).body).toMatchObject({ valid: true, state: 'active' })
  await site.hub.stop()
  const upgraded = await site.hub.beside({
    env: {
      HUB_TRUST_FILE: await control.trustFile(),
      LICET_MACHINE_ROOT: site.machine.root,
      HUB_CONTROL_URL: control.url,
      HUB_PRODUCT_VERSION: '5.4.0',
    },
  })
  hubs.push(upgraded)
  const report = await until(
    async () => (await upgraded.admin.get('/api/activation')).body,
    body => body.state === 'active',
  )
  expect(report.machine).toMatchObject({ productVersion: '5.4.0', matches: true })
})

test('by hand: the page turns key and request into a code, and key and machine UID too', async () => {
  const { key } = await issue('self-hosted')
  for (const way of ['request', 'machineUid'] as const) {
    const { hub } = await startSite({ HUB_CONTROL_URL: '' })
    const { body: made } = await hub.admin.post('/api/activation/request', {})
    const answer = await control.anonymous.post('/v1/licenses/offline', { key, [way]: made[way] })
    expect(answer.status, answer.text).toBe(200)
    const taken = await hub.admin.post('/api/license/activate', { key: answer.body.code })
    expect([way, taken.status, taken.body.state]).toEqual([way, 200, 'active'])
    await expectNothingMoved(hub, async () => {
      const again = await hub.admin.post('/api/license/activate', { key: answer.body.code })
      expect(again.status).toBe(422)
    })
    expect((await hub.admin.get('/api/activation')).body).toMatchObject({ state: 'active', causes: [] })
  }
})

test('an answer that got lost on its way is asked for again, and nobody is taken for a copy', async () => {
  const { key } = await issue('node-locked')
  const line = await startLossyLine(control.port)
  const site = await startSite({ HUB_CONTROL_URL: line.url })
  expect((await site.activate(key)).status).toBe(200)
  for (const round of [1, 2]) {
    line.loseNextAnswer()
    await expectNothingMoved(site.hub, async () =>
      expectError(await site.retry(), 503, 'CONTROL_UNREACHABLE'),
    )
    expect([round, (await site.retry()).status]).toEqual([round, 200])
  }
  expect((await site.hub.admin.get('/api/activation')).body).toMatchObject({
    state: 'active',
    control: { cloneSuspectedAt: null, failures: 0 },
  })
  await site.hub.stop()
  line.close()
})

test('a copied data directory on a second host is seen at the next heartbeat; nothing is killed', async () => {
  const { key } = await issue('node-locked')
  const site = await startSite()
  await site.activate(key)
  await site.hub.stop()
  const copy = createDirectory('copy')
  cpSync(site.hub.dataDir, copy, { recursive: true })
  const env = {
    HUB_TRUST_FILE: await control.trustFile(),
    LICET_MACHINE_ROOT: site.machine.root,
    HUB_CONTROL_URL: control.url,
  }
  const one = await site.hub.beside({ env })
  const two = await site.hub.beside({ env: { ...env, HUB_DATA_DIR: copy } })
  hubs.push(one, two)
  const beat = (hub: Hub) => hub.admin.post('/api/activation/retry', {})
  const ends: string[] = []
  for (const hub of [one, two, one, two]) ends.push((await beat(hub)).body.code ?? 'taken')
  expect(ends).toContain('CLONE_SUSPECTED')
  for (const hub of [one, two]) {
    expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({
      valid: true,
      state: 'active',
    })
  }
})
