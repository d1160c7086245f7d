import { afterEach, describe, expect, test } from 'vitest'
import { startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { type Hub, runCli, startHub } from '../support/hub.ts'

const key = 'ARGENT-07EN-W3AH-RZ6D-MV27'
const started: { stop(): Promise<unknown> }[] = []
const start = async (env: Record<string, string>): Promise<Hub> => {
  const hub = await startHub({ env })
  started.push(hub)
  return hub
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(one => one.stop()))
})

type Found = { id?: string; name?: string; outcome?: string; warning?: string }

async function findings(hub: Hub): Promise<Found[]> {
  const { checks } = (await hub.admin.get('/api/diagnostics')).body as { checks: Found[] }
  return checks.filter(({ id }) => id?.startsWith('transport'))
}

async function marked(hub: Hub): Promise<Found[]> {
  const { environment } = (await hub.admin.get('/api/settings')).body as { environment: Found[] }
  return environment
    .filter(({ warning }) => warning !== undefined)
    .map(({ name, warning }) => ({ name, warning }))
}

describe('a Hub that others than its own machine reach unencrypted', () => {
  test('says so in log, diagnostics and settings, and so about the servers it calls', async () => {
    const hub = await start({
      HUB_HOST: '0.0.0.0',
      HUB_CONTROL_URL: 'http://licet.invalid',
      HUB_NOTIFY_WEBHOOK_URL: 'http://hooks.invalid/x',
    })
    expect(await findings(hub)).toMatchObject([
      { id: 'transport_listens_in_clear', outcome: 'warning', value: 'HUB_HOST' },
      { id: 'transport_control_in_clear', outcome: 'warning', value: 'HUB_CONTROL_URL' },
      { id: 'transport_webhook_in_clear', outcome: 'warning', value: 'HUB_NOTIFY_WEBHOOK_URL' },
    ])
    expect(await marked(hub)).toEqual([
      { name: 'HUB_HOST', warning: 'LISTENS_IN_CLEAR' },
      { name: 'HUB_CONTROL_URL', warning: 'CONTROL_IN_CLEAR' },
      { name: 'HUB_NOTIFY_WEBHOOK_URL', warning: 'WEBHOOK_IN_CLEAR' },
    ])
    await hub.stop()
    const { stdout, stderr } = await hub.program.finished
    for (const name of ['HUB_HOST', 'HUB_CONTROL_URL', 'HUB_NOTIFY_WEBHOOK_URL'])
      expect(stdout + stderr).toMatch(new RegExp(`"${name}: [^"]*unencrypted`))
  })

  test('says nothing where something in front encrypts, or nobody else reaches it', async () => {
    const quiet: Record<string, string>[] = [
      { HUB_HOST: '0.0.0.0', HUB_PUBLIC_URL: 'https://hub.example.com' },
      { HUB_HOST: '0.0.0.0', HUB_TRUSTED_PROXIES: '10.0.0.1' },
      { HUB_CONTROL_URL: 'http://127.0.0.1:9' },
      { HUB_CONTROL_URL: 'https://licet.invalid' },
    ]
    for (const env of quiet) {
      const hub = await start(env)
      expect(await findings(hub)).toMatchObject([{ id: 'transport', outcome: 'ok' }])
      expect(await marked(hub)).toEqual([])
    }
  })
})

test('a control plane says the same of itself', async () => {
  const control = await startControl({ env: { CONTROL_HOST: '0.0.0.0' } })
  started.push(control)
  const { environment } = (await control.admin.get('/v1/settings')).body as { environment: Found[] }
  expect(environment).toContainEqual(
    expect.objectContaining({ name: 'CONTROL_HOST', warning: 'LISTENS_IN_CLEAR' }),
  )
  await control.stop()
  const { stdout, stderr } = await control.program.finished
  expect(stdout + stderr).toMatch(/"CONTROL_HOST: [^"]*unencrypted/)
})

describe('a short key', () => {
  test('is never sent unencrypted to another machine, unless its host was named for that', async () => {
    const hub = await start({ HUB_CONTROL_URL: 'http://licet.invalid' })
    await expectNothingMoved(hub, async () => {
      const preview = await hub.admin.post('/api/license/preview', { key })
      expect(preview.body).toMatchObject({ applicable: false, code: 'SHORT_KEY_IN_CLEAR' })
      const refused = await hub.admin.post('/api/license/activate', { key })
      expectRefused(refused, 'SHORT_KEY_IN_CLEAR')
      expect(refused.body.error).toContain('HUB_INSECURE_CONTROL_HOSTS')
    })
    const named = await hub.beside({
      env: {
        HUB_CONTROL_URL: 'http://licet.invalid',
        HUB_INSECURE_CONTROL_HOSTS: 'other.invalid, LICET.invalid.',
      },
    })
    started.push(named)
    const tried = await named.admin.post('/api/license/activate', { key })
    expect([tried.status, tried.body.code]).toEqual([503, 'CONTROL_UNREACHABLE'])
  })

  test('nor by licet, and no token of the staff either', async () => {
    const env = {
      LICET_HOME: createDirectory('home'),
      LICET_CONTROL_URL: 'http://licet.invalid',
      LICET_CONTROL_TOKEN: 'ctk_something',
      LICET_TRUST_FILE: (await start({})).trustFile,
    }
    const refused = await runCli(['activate', key, '--json'], { env })
    expect(refused.code).toBe(2)
    expect(JSON.parse(refused.stdout)).toMatchObject({ outcome: 'unreachable', cause: 'key_in_clear' })
    expect(refused.stdout).toContain('LICET_INSECURE_CONTROL_HOSTS')
    const staff = await runCli(['license', 'list'], { env })
    expect([staff.code, staff.stderr]).toEqual([2, expect.stringContaining('LICET_INSECURE_CONTROL_HOSTS')])
    const named = await runCli(['activate', key, '--json'], {
      env: { ...env, LICET_INSECURE_CONTROL_HOSTS: 'licet.invalid' },
    })
    expect(JSON.parse(named.stdout)).toMatchObject({ outcome: 'unreachable', cause: 'name_unknown' })
  })
})
