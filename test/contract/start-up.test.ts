import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, relative } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { builtPath, repositoryRoot } from '../support/built.ts'
import { createCaller } from '../support/caller.ts'
import { createDirectory } from '../support/data-directory.ts'
import { createSecret, type Hub, hubEnvironment, runHub, startHub } from '../support/hub.ts'
import { startProgram } from '../support/program.ts'

const started: Hub[] = []
const start = async (...args: Parameters<typeof startHub>): Promise<Hub> => {
  const hub = await startHub(...args)
  started.push(hub)
  return hub
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(hub => hub.stop()))
})

describe('the ready line', () => {
  test('names the address, once, and the Hub answers there', async () => {
    const hub = await start()
    expect(hub.port).toBeGreaterThan(0)
    expect((await hub.anonymous.get('/healthz')).status).toBe(200)
    const lines = hub.program
      .printed()
      .stdout.split('\n')
      .filter(line => line.startsWith('Hub http'))
    expect(lines).toEqual([`Hub http://127.0.0.1:${hub.port}`])
  })

  test('names the host that was asked for', async () => {
    const hub = await start({ env: { HUB_HOST: '127.0.0.2' } })
    expect(hub.url).toBe(`http://127.0.0.2:${hub.port}`)
    await expect(fetch(`http://127.0.0.1:${hub.port}/healthz`)).rejects.toThrow()
  })
})

test('a taken port ends the start with exit 1, naming the port', async () => {
  const taken = createServer()
  taken.listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const end = await runHub({ HUB_PORT: String(port) })
  taken.close()
  expect(end.code).toBe(1)
  expect(end.stderr + end.stdout).toContain(String(port))
  expect(end.stdout).not.toMatch(/^Hub http/m)
})

test('starts in production without any license or trusted key at hand', async () => {
  const hub = await start({
    env: { HUB_EVALUATION: '', HUB_TRUST_FILE: '', HUB_CLOCK_OFFSET_SECONDS: '' },
  })
  const status = await hub.sibling.get('/api/license/status')
  expect(status.status).toBe(200)
  expect(status.body).toMatchObject({ valid: false, evaluation: false })
  expect(['none', 'unreadable']).toContain(status.body.state)
})

describe('X_FILE', () => {
  test.each(['HUB_ADMIN_TOKEN', 'HUB_STATUS_API_KEY'])(
    '%s is read from its file, a final newline apart',
    async name => {
      const secret = createSecret()
      const path = join(createDirectory('secret'), 'value')
      writeFileSync(path, `${secret}\n`, { mode: 0o600 })
      const hub = await start({ env: { [name]: '', [`${name}_FILE`]: path } })
      const answer = await createCaller(hub.url, secret).get('/api/license/status')
      expect(answer.status).toBe(200)
    },
  )

  test('the set-up token is read from its file', async () => {
    const secret = createSecret()
    const path = join(createDirectory('secret'), 'value')
    writeFileSync(path, secret, { mode: 0o600 })
    const hub = await start({ env: { HUB_SETUP_TOKEN: '', HUB_SETUP_TOKEN_FILE: path } })
    const body = { token: secret, name: 'Ada', email: 'ada@example.test', password: createSecret() }
    expect((await hub.anonymous.post('/api/setup', body)).status).toBe(201)
  })

  test.each([
    'HUB_PORT',
    'HUB_DATA_DIR',
    'HUB_ADMIN_TOKEN',
    'HUB_STATUS_API_KEY',
    'HUB_SETUP_TOKEN',
    'HUB_LICENSE',
  ])('%s and its _FILE both set end the start with exit 1, naming both and no value', async name => {
    const path = join(createDirectory('secret'), 'value')
    const inFile = createSecret()
    const inEnvironment = name === 'HUB_PORT' ? '0' : createSecret()
    writeFileSync(path, inFile)
    const end = await runHub({ [name]: inEnvironment, [`${name}_FILE`]: path })
    const printed = end.stdout + end.stderr
    expect(end.code).toBe(1)
    expect(printed).toMatch(new RegExp(`\\b${name}\\b(?!_FILE)`))
    expect(printed).toContain(`${name}_FILE`)
    expect(printed).not.toContain(inFile)
    if (name !== 'HUB_PORT') expect(printed).not.toContain(inEnvironment)
  })

  test('a file that is not there ends the start with exit 1, naming the variable', async () => {
    const end = await runHub({ HUB_ADMIN_TOKEN_FILE: join(createDirectory(), 'absent') })
    expect(end.code).toBe(1)
    expect(end.stdout + end.stderr).toContain('HUB_ADMIN_TOKEN_FILE')
  })
})

describe('a wrong environment', () => {
  test('is reported whole: every fault at once', async () => {
    const end = await runHub({
      HUB_PORT: 'eighty',
      HUB_ADMIN_TOKEN: 'short',
      HUB_EVALUATION: '1',
      HUB_CONTROL_URL: 'not a url',
    })
    expect(end.code).toBe(1)
    const printed = end.stdout + end.stderr
    for (const name of ['HUB_PORT', 'HUB_ADMIN_TOKEN', 'HUB_CONTROL_URL']) expect(printed).toContain(name)
  })

  test.each([
    ['HUB_PORT', '65536'],
    ['HUB_PORT', '-1'],
    ['HUB_PORT', '80.5'],
    ['HUB_ADMIN_TOKEN', 'x'.repeat(31)],
    ['HUB_CLOCK_OFFSET_SECONDS', 'soon'],
    ['HUB_CONTROL_URL', 'file:///etc/passwd'],
  ])('%s=%s ends the start with exit 1, naming the variable', async (name, value) => {
    const end = await runHub({ [name]: value })
    expect(end.code).toBe(1)
    expect(end.stdout + end.stderr).toContain(name)
    if (name === 'HUB_ADMIN_TOKEN') expect(end.stdout + end.stderr).not.toContain(value)
  })

  test('an administrator token of 32 characters is taken', async () => {
    const secret = createSecret().slice(0, 32)
    const hub = await start({ env: { HUB_ADMIN_TOKEN: secret } })
    expect((await createCaller(hub.url, secret).get('/api/users')).status).toBe(200)
  })
})

describe('the data directory', () => {
  test('is made when it is missing, and what is secret in it belongs to its owner alone', async () => {
    const dataDir = join(createDirectory(), 'deep', 'er')
    const hub = await start({ dataDir, env: { HUB_SETUP_TOKEN: '' } })
    expect(existsSync(dataDir)).toBe(true)
    const token = /[?#&/]?(?:token=|setup[/=#?])([A-Za-z0-9_-]{20,})/.exec(hub.program.printed().stdout)?.[1]
    expect(token, hub.program.printed().stdout).toBeDefined()
    expect(statSync(dataDir).mode & 0o077).toBe(0)
  })

  test('given as a relative path counts from the repository, wherever the Hub is started', async () => {
    const parent = createDirectory()
    const elsewhere = join(createDirectory(), 'a', 'b', 'c', 'd')
    mkdirSync(elsewhere, { recursive: true })
    const env = hubEnvironment({ HUB_DATA_DIR: relative(repositoryRoot, join(parent, 'hub')) })
    const hub = startProgram(process.execPath, [builtPath('apps/hub/dist/main.js')], { env, cwd: elsewhere })
    await hub.line(/^Hub http/m)
    hub.child.kill()
    await hub.finished
    expect(readdirSync(join(parent, 'hub'))).not.toEqual([])
  })

  test('can be shared by two Hubs: what one writes, the other answers at once', async () => {
    const hub = await start()
    const other = await hub.beside()
    started.push(other)
    expect((await hub.admin.post('/api/license/activate', { key: hub.license() })).status).toBe(200)
    expect((await other.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 10 })
    expect((await other.admin.delete('/api/license')).status).toBe(204)
    expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: false, state: 'none' })
  })

  test('keeps everything across a restart', async () => {
    const hub = await start()
    await hub.admin.post('/api/license/activate', { key: hub.license() })
    await hub.stop()
    const again = await hub.beside()
    started.push(again)
    expect((await again.sibling.get('/api/license/status')).body).toMatchObject({
      valid: true,
      customer: 'Acme Corp',
    })
  })
})
