import type { Page } from '@playwright/test'
import { type Control, startControl } from '../support/control.ts'
import { createInstallation } from '../support/installation.ts'
import { makeRootKey, type RootKey } from '../support/root-key.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'
import { expectAccessible } from './support/accessibility.ts'
import {
  activateMachine,
  addStaff,
  enterConsole,
  openPage,
  type Staff,
  setUpConsole,
} from './support/console.ts'
import { expect, test } from './support/watched-test.ts'

let control: Control
let admin: Staff
let root: RootKey

test.beforeAll(async () => {
  root = await makeRootKey()
  control = await startControl({ env: { CONTROL_TRUST_FILE: root.trustFile } })
  admin = await setUpConsole(control)
})
test.afterAll(() => control.stop())

/** The signing keys as the server has them. */
async function keysOf(use: string): Promise<{ kid: string; status: string }[]> {
  const { body } = await control.admin.get('/v1/signing-keys')
  return body.keys.filter((key: { use: string }) => key.use === use)
}

async function signingKid(use: string): Promise<string> {
  return (await keysOf(use)).find(({ status }) => status === 'active')?.kid ?? ''
}

/** Carries the draft to the root key and the signed keyset back, within whatever shows the two buttons. */
async function publishKeyset(page: Page, place: ReturnType<Page['getByRole']>): Promise<void> {
  const download = page.waitForEvent('download')
  await place.getByRole('button', { name: 'Download the draft' }).click()
  const signed = await root.sign(await (await download).path())
  const chooser = page.waitForEvent('filechooser')
  await place.getByRole('button', { name: 'Upload the signed keyset' }).click()
  await (await chooser).setFiles(signed)
}

test('a signing key is rotated: made here, made known by a keyset that the root key signs elsewhere, then it signs', async ({
  page,
  context,
}) => {
  const old = await signingKid('license')
  await enterConsole(context, control, admin)
  await openPage(page, control, '/licensing/signing', 'Signing keys')
  await page.getByRole('button', { name: 'Rotate a key' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Make the successor' }).click()
  await expect(drawer.getByText('Installations do not know it yet.')).toBeVisible()
  expect(await signingKid('license'), 'a successor signs nothing yet').toBe(old)
  await expectAccessible(page, 'rotation, to be published')
  await publishKeyset(page, drawer)
  await expect(drawer.getByText('The keyset is out.')).toBeVisible()
  expect(await signingKid('license'), 'nor when it is known').toBe(old)
  const next = (await keysOf('license')).find(({ status }) => status === 'next')?.kid ?? ''
  await drawer.getByRole('button', { name: `Let ${next} sign` }).click()
  await expect(drawer).toHaveCount(0)
  await expect(page.getByRole('row', { name: next })).toContainText('Active')
  await expect(page.getByRole('row', { name: old })).toContainText('Retired')
  expect(await signingKid('license')).toBe(next)
  await issueLicense(control.admin, 'air-gapped')
  expect((await control.admin.get(`/v1/licenses?kid=${next}`)).body.total).toBe(1)
})

test('a compromised key is withdrawn with every license that it takes along named before', async ({
  page,
  context,
}) => {
  await issueLicense(control.admin, 'air-gapped', { customer: { name: 'Impact AG' } })
  const kid = await signingKid('license')
  await enterConsole(context, control, admin)
  await openPage(page, control, '/licensing/signing', 'Signing keys')
  await page.getByRole('button', { name: `Actions for ${kid}` }).click()
  await page.getByRole('menuitem', { name: 'Withdraw as compromised' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('list', { name: 'Licenses that stop counting' })).toContainText('Impact AG')
  await expect(dialog.getByText('Afterwards nothing can be signed for this use.')).toBeVisible()
  await expectAccessible(page, 'withdrawal')
  const withdraw = dialog.getByRole('button', { name: 'Withdraw' })
  await expect(withdraw).toBeDisabled()
  expect(await signingKid('license'), 'nothing moved').toBe(kid)
  await dialog.getByLabel('Reason, for the audit log').fill('A laptop was stolen')
  await dialog.getByLabel(`Type “${kid}” to confirm`).fill(kid)
  await withdraw.click()
  await expect(page.getByRole('row', { name: kid })).toContainText('Compromised')
  expect(await signingKid('license')).toBe('')
  const made = await control.admin.post('/v1/signing-keys', { use: 'license' })
  await control.admin.post(`/v1/signing-keys/${made.body.kid}/activate`, {})
})

test('a colleague is invited, given another role and shut out', async ({ page, context }) => {
  await enterConsole(context, control, admin)
  await openPage(page, control, '/team', 'Team & roles')
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Grace Hall')
  await drawer.getByLabel('E-mail address').fill('grace@vendor.example')
  await drawer.getByRole('button', { name: 'Make one up' }).click()
  await drawer.getByRole('button', { name: 'Create account' }).click()
  await expect(drawer.getByText('The account of Grace Hall is ready')).toBeVisible()
  await expectAccessible(page, 'invited')
  const password = await drawer.getByLabel('Password', { exact: true }).innerText()
  const credentials = { email: 'grace@vendor.example', password }
  const session = await control.anonymous.post('/v1/session', credentials)
  expect(session.status).toBe(200)
  await drawer.getByRole('button', { name: 'Close' }).last().click()

  const actions = page.getByRole('button', { name: 'Actions for Grace Hall' })
  await actions.click()
  await page.getByRole('menuitem', { name: 'Change role' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Auditor' }).check()
  await dialog.getByRole('button', { name: 'Change role' }).click()
  await expect(page.getByRole('row', { name: 'Grace Hall' })).toContainText('Auditor')

  await actions.click()
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  await expect(dialog.getByText('All sessions end at once')).toBeVisible()
  await dialog.getByLabel(/to confirm/).fill('grace@vendor.example')
  await dialog.getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByRole('row', { name: 'Grace Hall' })).toContainText('Disabled')
  expect((await control.anonymous.as(session.body.token).get('/v1/licenses')).status).toBe(401)
  expect((await control.anonymous.post('/v1/session', credentials)).status).not.toBe(200)
})

test('the secret of an API token is shown once, and opens only what it was made for', async ({
  page,
  context,
}) => {
  await enterConsole(context, control, admin)
  await openPage(page, control, '/team?view=tokens', 'Team & roles')
  await page.getByRole('button', { name: 'Create token' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Name').fill('Billing')
  await drawer.getByRole('button', { name: 'Create token' }).click()
  await expect(drawer.getByText('The token for Billing')).toBeVisible()
  const token = await drawer.getByLabel('API token', { exact: true }).innerText()
  expect(token).toMatch(/^lct_/)
  await drawer.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByRole('row', { name: 'Billing' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('row', { name: 'Billing' })).toBeVisible()
  expect(await page.content()).not.toContain(token)
  const program = control.anonymous.as(token)
  expect((await program.get('/v1/licenses')).status).toBe(200)
  expect((await program.post('/v1/customers', { name: 'Nobody' })).status).toBe(403)
})

test('the desk answers a pasted request: looked at, issued as text, file and picture, and kept', async ({
  page,
  context,
}) => {
  const { id } = await issueLicense(control.admin, 'appliance', { customer: { name: 'Golf SA' } })
  const machine = createInstallation()
  const request = machine.request('activate', { license: id, hostname: 'rack-3.golf.example' })
  await enterConsole(context, control, admin)
  await openPage(page, control, '/offline', 'Offline activation')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await (await chooser).setFiles({
    name: 'request.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(`\n ${request}\n`),
  })
  await expect(page.getByText('This is the request of rack-3.golf.example.')).toBeVisible()
  await expect(page.getByText('Activates a new machine')).toBeVisible()
  expect((await showLicense(control, id)).activations).toEqual([])
  await page.getByRole('button', { name: 'Issue the activation code' }).click()
  const code = page.getByRole('status', { name: 'Activation code' })
  await expect(code).toContainText('artifacts')
  await page.getByRole('button', { name: 'Show as QR code' }).click()
  await expect(page.getByRole('img', { name: /^QR code/ }).first()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as a file' }).click()
  expect((await download).suggestedFilename()).toBe(`activation-${id}.licet`)
  await expect(page.getByRole('table', { name: 'Lately' })).toContainText('Golf SA')
  expect((await showLicense(control, id)).activations).toMatchObject([{ installationId: machine.id }])
})

test('who may issue licenses sees why signing keys and team are not theirs', async ({ page, context }) => {
  await enterConsole(context, control, await addStaff(control, 'onboarding'))
  await openPage(page, control, '/licensing', 'Licenses')
  await expect(page.getByRole('navigation').first()).not.toContainText('Signing keys')
  const asked: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  for (const [path, permission] of Object.entries({
    '/licensing/signing': 'signing.manage',
    '/team': 'team.manage',
  })) {
    await page.goto(control.url + path)
    await expect(page.getByText(`It needs the permission ${permission}.`)).toBeVisible()
  }
  await expectAccessible(page, 'refused')
  expect(asked.filter(path => /signing-keys|staff|api-tokens/.test(path))).toEqual([])
})

test('a suspected copy and a wrong clock are found among the heartbeats, and the copy is decided upon there', async ({
  page,
  context,
}) => {
  const { id, key } = await issueLicense(control.admin, 'appliance', { customer: { name: 'Hotel Zentral' } })
  const machine = createInstallation()
  await machine.activate(control.admin, key)
  const past = { counter: machine.counter, previous: machine.previous }
  await machine.heartbeat(control.admin, id)
  await machine.heartbeat(control.admin, id)
  const iat = wallClock() - 3600
  const late = machine.request('heartbeat', { license: id, iat, exp: iat + 14 * daySeconds })
  const answered = await control.admin.post(`/v1/licenses/${id}/heartbeat`, { request: late })
  expect(answered.status).toBe(200)
  Object.assign(machine, past)
  expect((await machine.heartbeat(control.admin, id)).status).toBe(409)

  await enterConsole(context, control, admin)
  await openPage(page, control, '/licensing/heartbeats?view=anomalies', 'Heartbeats')
  const clocks = page.getByRole('region', { name: 'Clock skew' })
  await expect(clocks).toContainText('60 minutes behind')
  await page
    .getByRole('button', { name: /^Decide/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Decide' })).toBeDisabled()
  await dialog.getByLabel('Reason, for the audit log').fill('Moved to a new host on Monday')
  await expectAccessible(page, 'decision on a copy')
  await dialog.getByRole('button', { name: 'Decide' }).click()
  await expect(dialog).toHaveCount(0)
  await expect
    .poll(async () =>
      (await showLicense(control, id)).activations.map(({ state }: { state: string }) => state),
    )
    .toContain('active')
  await clocks.getByRole('link', { name: 'In the feed' }).click()
  await expect(page).toHaveURL(/skewed=true/)
  await expect(page.getByRole('row')).toHaveCount(2)
})

test('a backup is made and taken away in the settings, and what is not there is said', async ({
  page,
  context,
}) => {
  await activateMachine(
    control,
    (await issueLicense(control.admin, 'node-locked', { customer: { name: 'India Systems' } })).key,
    'india-1',
  )
  await enterConsole(context, control, admin)
  await openPage(page, control, '/licensing/settings', 'Settings')
  await expect(page.getByText('This server sends none.')).toBeVisible()
  await expect(page.getByText('No backups yet')).toBeVisible()
  await page.getByRole('button', { name: 'Make a backup now' }).click()
  const backups = page.getByRole('table', { name: 'Backups' })
  await expect(backups.getByRole('row')).toHaveCount(2)
  const download = page.waitForEvent('download')
  await backups.getByRole('link', { name: /^Download/ }).click()
  expect((await download).suggestedFilename()).toMatch(/^control-\d+-\d+-manual\.db$/)
})
