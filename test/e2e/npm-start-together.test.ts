import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { repositoryRoot } from '../support/built.ts'
import { type Caller, createCaller } from '../support/caller.ts'
import { type ClientMachine, createClientMachine } from '../support/client-machine.ts'
import { createDirectory } from '../support/data-directory.ts'
import { createSecret } from '../support/hub.ts'
import { plantMachine } from '../support/planted-machine.ts'
import { type Program, startProgram } from '../support/program.ts'
import { assertStatus, issueLicense } from '../support/vendor.ts'

const setupToken = createSecret()
const hubDataDir = createDirectory('hub')
let both: Program
let hub: Caller
let control: Caller
/** The command-line tool on another machine: another folder, other hardware. */
let elsewhere: ClientMachine

/** Signs the first administrator in. */
const signIn = async (url: string, path: string): Promise<Caller> => {
  const { role: _, ...account } = createAccount({ name: 'Ada Admin' })
  const answer = await createCaller(url).post(path, { token: setupToken, ...account })
  assertStatus(answer, 201, `${path} at ${url}`)
  return createCaller(url, answer.body.token)
}

beforeAll(async () => {
  const env = {
    HUB_DATA_DIR: hubDataDir,
    HUB_PORT: '0',
    HUB_SETUP_TOKEN: setupToken,
    CONTROL_DATA_DIR: createDirectory('control'),
    CONTROL_PORT: '0',
    CONTROL_SETUP_TOKEN: setupToken,
    LICET_MACHINE_ROOT: plantMachine().root,
  }
  // As `npm start` does.
  both = startProgram(process.execPath, ['scripts/start.mjs'], { cwd: repositoryRoot, env })
  const [, controlUrl = ''] = await both.line(/^Control (http\S+)$/m, 110_000)
  const [, hubUrl = ''] = await both.line(/^Hub (http\S+)$/m)
  hub = await signIn(hubUrl, '/api/setup')
  control = await signIn(controlUrl, '/v1/setup')
  const trustFile = join(hubDataDir, 'evaluation', 'trust.json')
  elsewhere = createClientMachine({ url: controlUrl, trustFile })
}, 120_000)

afterAll(async () => {
  both.child.kill('SIGTERM')
  expect((await both.finished).code).toBe(0)
})

const activateHere = async (key: string) => (await hub.post('/api/license/activate', { key })).body

test('a key issued in the console is activated in the panel, refused on another machine, transferred, and accepted', async () => {
  const { key, id } = await issueLicense(control, 'node-locked')
  expect(await activateHere(key)).toMatchObject({
    valid: true,
    state: 'active',
    customer: 'Acme Corp',
    seats: 10,
  })

  const refused = await elsewhere.licet(['activate', key])
  expect([refused.code, refused.body]).toEqual([
    1,
    expect.objectContaining({ outcome: 'refused', status: 403, code: 'OTHER_MACHINE' }),
  ])
  expect((await elsewhere.licet(['status'])).body.valid).toBe(false)
  expect((await hub.get('/api/activation')).body).toMatchObject({ state: 'active', license: { id } })

  expect((await hub.post('/api/activation/release', {})).body).toMatchObject({ online: true })
  const accepted = await elsewhere.licet(['activate', key])
  expect(accepted.body).toMatchObject({ outcome: 'taken', valid: true, state: 'active' })
  expect((await hub.get('/api/license/status')).body).toMatchObject({ valid: false })

  // The fifth attempt from this address, and the last within the limit that holds where nobody says otherwise.
  expect(await activateHere(key)).toMatchObject({ code: 'OTHER_MACHINE' })
  expect((await control.get(`/v1/licenses/${id}`)).body.machines).toBe(1)
})

test('the Hub trusts the control plane beside it, asks it by itself, and both say that this is an evaluation', async () => {
  const { token } = await issueLicense(control, 'self-hosted')
  expect((await hub.post('/api/license/preview', { key: token })).body).toMatchObject({ applicable: true })
  for (const answer of [await hub.get('/api/session'), await control.get('/v1/session')])
    expect(answer.body.evaluation).toBe(true)
  // Signed by the development root key, which only an evaluation has at hand.
  const keyset = await control.get('/v1/keyset')
  expect([keyset.status, keyset.text.split('.').length]).toEqual([200, 3])
  const trust = (await hub.get('/api/trust')).body
  expect(trust).toMatchObject({ sequence: 1, roots: { threshold: 1 } })
})
