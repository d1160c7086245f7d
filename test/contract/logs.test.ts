import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAccount, createAccount, setUp, signIn } from '../support/accounts.ts'
import { createSecret, type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let secrets: Record<string, string>
let printed = ''
beforeAll(async () => {
  hub = await startHub({ env: { HUB_LOG_LEVEL: 'debug' } })
  const ada = await setUp(hub)
  const uma = await addAccount(hub)
  const umaToken = await signIn(hub, uma)
  const serviceKey = (await hub.admin.post('/api/service-keys', { name: 'canary', scopes: ['status:read'] }))
    .body.key
  const valid = hub.license({ jti: 'canary' })
  const forged = `${hub.license({ jti: 'forged' }).slice(0, -8)}AAAAAAAA`
  const wrongPassword = createSecret()
  const wrongBearer = createSecret()
  await hub.admin.post('/api/license/preview', { key: valid })
  await hub.admin.post('/api/license/activate', { key: valid })
  await hub.admin.post('/api/license/activate', { key: forged })
  await hub.admin.send('POST', '/api/license/activate', `{"key":"${forged}"`, {
    'content-type': 'application/json',
  })
  const licenseKey = 'ARGENT-07EN-W3AH-RZ6D-MV27'
  await hub.admin.post('/api/license/activate', { key: licenseKey })
  await hub.admin.post('/api/license/preview', { key: licenseKey })
  await hub.anonymous.post('/api/session', { email: uma.email, password: wrongPassword })
  await hub.anonymous.as(wrongBearer).get('/api/users')
  await hub.anonymous.as(serviceKey).get('/api/license/status')
  await hub.anonymous.get(`/api/license/status?token=${serviceKey}`)
  await hub.anonymous.get(`/api/users/${serviceKey}`)
  const changed = createSecret()
  await hub.anonymous.as(umaToken).post('/api/profile/password', { current: uma.password, next: changed })
  const second = await hub.anonymous.as(umaToken).post('/api/profile/second-factor', { password: changed })
  await hub.admin.patch(`/api/users/${uma.id}`, { password: wrongPassword })
  await hub.admin.post('/api/users', createAccount({ password: changed, email: ada.email }))
  await hub.anonymous.post('/api/setup', {
    token: hub.setupToken,
    name: 'x',
    email: 'x@example.test',
    password: changed,
  })
  secrets = {
    'the administrator token': hub.adminToken,
    'the status key': hub.statusKey,
    'the set-up token': hub.setupToken,
    'a license': valid,
    'the signature of a license': valid.split('.')[2] as string,
    'a forged license': forged.slice(0, 60),
    'a license key': licenseKey,
    'a service key': serviceKey,
    'a session': umaToken,
    'a password': ada.password,
    'a wrong password': wrongPassword,
    'a changed password': changed,
    'a wrong bearer token': wrongBearer,
    'the secret of a second factor': second.body.secret,
  }
})
afterAll(() => hub.stop())

test('the Hub logs refusals, each as one JSON object on one line', async () => {
  await hub.anonymous.get('/api/nothing%0d%0a%7b%22level%22%3a60%7d%1b[31m?q=%0d%0a%7b%7d%1b[31m')
  await hub.stop()
  const output = hub.program.printed()
  printed = output.stdout + output.stderr
  const lines = printed.split('\n').filter(line => line.startsWith('{'))
  expect(lines.length).toBeGreaterThanOrEqual(2)
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
  expect(printed).not.toContain('\u001b[31m')
})

describe('over a whole run at debug level, the logs never hold', () => {
  test.each([
    'the administrator token',
    'the status key',
    'the set-up token',
    'a license',
    'the signature of a license',
    'a forged license',
    'a license key',
    'a service key',
    'a session',
    'a password',
    'a wrong password',
    'a changed password',
    'a wrong bearer token',
    'the secret of a second factor',
  ])('%s', name => {
    expect(secrets[name]?.length).toBeGreaterThan(15)
    expect(printed).not.toContain(secrets[name])
  })
})

test('what is kept on disk holds no password, service key or bearer token in the clear', () => {
  const kept = readdirSync(hub.dataDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
  for (const name of [
    'the administrator token',
    'the status key',
    'a service key',
    'a password',
    'a changed password',
    'a wrong bearer token',
  ]) {
    expect([name, kept.includes(secrets[name] as string)]).toEqual([name, false])
  }
})
