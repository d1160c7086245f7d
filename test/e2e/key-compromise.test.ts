import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { type Hub, runCli, startHub } from '../support/hub.ts'
import { makeRootKey, type RootKey } from '../support/root-key.ts'
import { assertStatus, type Issued, issueLicense, showLicense } from '../support/vendor.ts'

/** The drill of `keys/README.md`, step by step, on a control plane whose keys a root key vouches for. */
const fleetSize = 25
let root: RootKey
let control: Control
let hub: Hub
let stolen: string
let withdrawal: string
const issued: Issued[] = []

beforeAll(async () => {
  root = await makeRootKey()
  control = await startControl({ env: { CONTROL_TRUST_FILE: root.trustFile } })
  hub = await startHub({ env: { HUB_TRUST_FILE: root.trustFile } })
})
afterAll(async () => {
  await hub.stop()
  await control.stop()
})

const paste = (key: string) => hub.admin.post('/api/license/activate', { key })

/** Carries the draft to the root key and the signed keyset back. */
async function publishKeyset(): Promise<string> {
  const draft = join(createDirectory('draft'), 'draft.json')
  writeFileSync(draft, (await control.admin.get('/v1/keyset/draft')).text)
  const keyset = readFileSync(await root.sign(draft), 'utf8').trim()
  assertStatus(await control.admin.post('/v1/keyset', { keyset }), 201, 'publishing a keyset')
  return keyset
}

async function renewAll(...options: string[]) {
  const env = { LICET_CONTROL_URL: control.url, LICET_CONTROL_TOKEN: control.adminToken }
  const end = await runCli(['license', 'renew-all', '--kid', stolen, '--keep-end', '--json', ...options], {
    env,
  })
  return { code: end.code, body: JSON.parse(end.stdout) }
}

test('before: a vendor sells, and a Hub lives on what was sold', async () => {
  expect((await paste(await publishKeyset())).status).toBe(200)
  for (let n = 0; n < fleetSize; n++)
    issued.push(
      await issueLicense(control.admin, 'self-hosted', { seats: 10 + n, term: `P${1 + (n % 12)}M` }),
    )
  stolen = issued[0]?.license.kid
  expect((await paste(issued[0]?.token ?? '')).body).toMatchObject({ valid: true, seats: 10 })
})

test('withdrawn: a successor signs, and the keyset says so', async () => {
  const { kid } = (await control.admin.post('/v1/signing-keys', { use: 'license' })).body
  const reason = { reason: 'found on a laptop' }
  const { effect } = (await control.admin.post(`/v1/signing-keys/${stolen}/compromise`, reason)).body
  expect(effect).toMatchObject({ signsNow: kid, licensesTotal: fleetSize })
  withdrawal = await publishKeyset()
})

test('issued again: every license by one command, that changes neither seats nor end and may be run again', async () => {
  expect(await renewAll('--preview')).toMatchObject({ code: 0, body: { renewed: fleetSize } })
  expect((await showLicense(control, issued[0]?.id ?? '')).revision).toBe(1)
  expect(await renewAll('--reason', 'key withdrawn')).toEqual({
    code: 0,
    body: { renewed: fleetSize, refused: 0, obstacles: [] },
  })
  for (const { id, license } of issued) {
    const { seats, expiresAt, tier, products } = license
    const now = await showLicense(control, id)
    expect(now).toMatchObject({ seats, expiresAt, tier, products, revision: 2, state: license.state })
    expect(now.kid).not.toBe(stolen)
  }
  expect((await renewAll()).body).toEqual({ renewed: 0, refused: 0, obstacles: [] })
})

test('handed out: keyset and license in one file, and the Hub is never without', async () => {
  const { id, license } = issued[0] as Issued
  const file = JSON.stringify({ artifacts: [withdrawal, (await showLicense(control, id)).token] })
  expect((await paste(file)).body).toMatchObject({
    valid: true,
    seats: license.seats,
    expires_at: license.expiresAt,
  })
  for (const old of issued)
    await expectNothingMoved(hub, async () => expectRefused(await paste(old.token), 'TOKEN_KEY_COMPROMISED'))
  const actions = (await hub.admin.get('/api/audit?limit=20')).body.entries.map(
    ({ action }: { action: string }) => action,
  )
  expect(actions).toEqual(expect.arrayContaining(['keyset.load', 'license.activate']))
})
