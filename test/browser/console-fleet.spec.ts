import { createMachineUid } from '@licet/license'
import { type Control, startControl } from '../support/control.ts'
import { type Issued, issueLicense } from '../support/vendor.ts'
import { expectAccessible, settled } from './support/accessibility.ts'
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
let auditor: Staff
let bound: Issued
const uid = createMachineUid({
  installationId: 'ins_0123456789abcdef0123456789abcdef',
  uid: 'uid:0123456789AB',
})

test.beforeAll(async () => {
  control = await startControl()
  admin = await setUpConsole(control)
  auditor = await addStaff(control, 'auditor')
  bound = await issueLicense(control.admin, 'appliance')
  await activateMachine(control, bound.key, 'box-1.acme.example')
  const customers = await control.admin.get('/v1/customers')
  const customerId = customers.body.customers[0].id
  await control.admin.post('/v1/deployments', { name: 'Clinic North', customerId })
  await control.admin.post('/v1/subscriptions', { customerId, licenseIds: [bound.id] })
  await control.admin.post('/v1/api-tokens', { name: 'Shop', scopes: ['read'] })
})
test.afterAll(() => control.stop())

/** A license for one machine that nobody has activated. */
function issueFor(name: string): Promise<Issued> {
  return issueLicense(control.admin, 'node-locked', { customer: { name } })
}

/** Activates the machine behind the UID, as the public page does. */
async function activateByUid(key: string): Promise<void> {
  const answer = await control.anonymous.post('/v1/licenses/offline', { key, machineUid: uid })
  expect(answer.status).toBe(200)
}

/** Pages of the fleet and its administration: where each is, and its heading. */
const screens: Record<string, string> = {
  '/overview': 'Overview',
  '/deployments': 'Deployments',
  '/deployments?view=subscriptions': 'Deployments',
  '/deployments?view=sweep': 'Deployments',
  '/licensing/heartbeats': 'Heartbeats',
  '/licensing/heartbeats?view=anomalies': 'Heartbeats',
  '/licensing/heartbeats?view=rules': 'Heartbeats',
  '/offline': 'Offline activation',
  '/licensing/signing': 'Signing keys',
  '/licensing/settings': 'Settings',
  '/team': 'Team & roles',
  '/team?view=roles': 'Team & roles',
  '/team?view=tokens': 'Team & roles',
  '/audit': 'Audit log',
}

for (const [path, heading] of Object.entries(screens)) {
  test(`${path} of the console has no barrier in any width or theme, and never scrolls sideways`, async ({
    page,
    context,
  }) => {
    await enterConsole(context, control, admin)
    await openPage(page, control, path, heading)
    await settled(page)
    await expectAccessible(page, path)
    await page.setViewportSize({ width: 390, height: 844 })
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0)
  })
}

test('a sweep is looked at before it is applied, and has nothing left to do afterwards', async ({
  page,
  context,
}) => {
  await enterConsole(context, control, admin)
  await openPage(page, control, '/deployments?view=sweep', 'Deployments')
  const apply = page.getByRole('button', { name: /^Apply (this|these)/ })
  // The control plane sweeps by itself once an hour; a plan that this makes stale is made again, with something new to find.
  await expect(async () => {
    await issueFor('Echo AG')
    const before = await control.admin.get('/v1/licenses/health/sweep')
    await page.getByRole('button', { name: /^Plan (a sweep|again)$/ }).click()
    await expect(page.getByText('Nothing is written yet')).toBeVisible()
    const after = await control.admin.get('/v1/licenses/health/sweep')
    expect(after.body.sweeps).toEqual(before.body.sweeps)
    await apply.click()
    await expect(page.getByText(/^Done: \d+ changes? w/)).toBeVisible()
  }).toPass()
  await page.getByRole('button', { name: 'Plan a sweep' }).click()
  await expect(page.getByText(/^Nothing to do/)).toBeVisible()
  await issueFor('Foxtrot AG')
  await page.getByRole('button', { name: 'Plan again' }).click()
  await expect(page.getByText('Nothing is written yet')).toBeVisible()
  await expectAccessible(page, 'plan of a sweep')
})

test('an auditor sees everything, and why a button does not work', async ({ page, context }) => {
  await enterConsole(context, control, auditor)
  await openPage(page, control, '/deployments', 'Deployments')
  const create = page.getByRole('button', { name: 'New deployment' })
  await expect(create).toHaveAttribute('aria-disabled', 'true')
  await create.focus()
  await expect(page.getByText('This needs the right license.issue. Ask a super admin.')).toBeVisible()
  await create.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a customer without an account activates a machine by hand on a phone, in three steps', async ({
  page,
}) => {
  const open = await issueFor('Delta BV')
  await page.setViewportSize({ width: 390, height: 844 })
  const asked: string[] = []
  page.on('request', request => {
    if (request.method() === 'POST') asked.push(new URL(request.url()).pathname)
  })
  await page.goto(`${control.url}/activate`)
  await expect(page.getByRole('heading', { level: 1, name: 'Activate by hand' })).toBeVisible()
  const key = page.getByRole('textbox', { name: 'License key' })
  const machine = page.getByLabel('Machine UID or request')
  const get = page.getByRole('button', { name: 'Get activation code' })

  const last = open.key.at(-1) === '7' ? '8' : '7'
  await key.fill(`${open.key.slice(0, -1)}${last}`)
  await expect(page.getByText('A symbol is mistyped, or two are exchanged.')).toBeVisible()
  await machine.fill(`${uid.slice(0, -1)}${uid.endsWith('7') ? '8' : '7'}`)
  await expect(page.getByText(/mistyped in group .*8/)).toBeVisible()
  await expect(get).toBeDisabled()
  expect(asked, 'nothing mistyped leaves the browser').toEqual([])
  await expectAccessible(page, 'mistyped')

  await page.setViewportSize({ width: 390, height: 844 })
  await key.fill(open.key.toLowerCase())
  await machine.fill(`UID ${uid.toLowerCase()}`)
  await expect(page.getByText('All eight groups fit together.')).toBeVisible()
  await get.click()
  const code = page.getByRole('status', { name: 'Activation code' })
  await expect(code).toContainText('artifacts')
  expect(asked).toEqual(['/v1/licenses/offline'])
  await page.getByRole('button', { name: 'Show as QR code' }).click()
  await expect(page.getByRole('img', { name: /^QR code/ }).first()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as a file' }).click()
  expect((await download).suggestedFilename()).toMatch(/^activation-lic_.*\.licet$/)
  await expectAccessible(page, 'code')
  const { body } = await control.admin.get(`/v1/licenses/${open.id}`)
  expect(body.activations).toHaveLength(1)
})

test('a refusal on the public page says what to do, and leads to its cause', async ({ page }) => {
  const open = await issueFor('Echo AS')
  await activateByUid(open.key)
  const other = createMachineUid({
    installationId: 'ins_ffffffffffffffffffffffffffffffff',
    uid: 'uid:ZZZZZZZZZZZZ',
  })
  await page.goto(`${control.url}/activate`)
  await page.getByRole('textbox', { name: 'License key' }).fill(open.key)
  await page.getByLabel('Machine UID or request').fill(other)
  await page.getByRole('button', { name: 'Get activation code' }).click()
  await expect(page.getByRole('alert')).toContainText(/OTHER_MACHINE|MACHINES_EXHAUSTED/)
  await page.getByRole('link', { name: 'What is behind this' }).click()
  await expect(page.locator('details[open]')).toHaveCount(1)
  await expect(page.locator('details[open]')).toContainText('docs/troubleshooting.md#')
  await expectAccessible(page, 'refused')
  const { body } = await control.admin.get(`/v1/licenses/${open.id}`)
  expect(body.activations, 'nothing moved').toHaveLength(1)
})

test('the desk matches a machine UID to its license and shows the answer before it is issued', async ({
  page,
  context,
}) => {
  await activateByUid((await issueFor('Foxtrot Inc')).key)
  await enterConsole(context, control, admin)
  await openPage(page, control, '/offline', 'Offline activation')
  await page.getByLabel('Machine UID or request').fill(uid)
  await page.getByRole('combobox', { name: 'License' }).fill('Foxtrot')
  await page.getByRole('option', { name: /Foxtrot Inc/ }).click()
  await expect(page.getByText('Renews the same machine')).toBeVisible()
  await expectAccessible(page, 'preview of an activation by hand')
  await page.getByRole('button', { name: 'Issue the activation code' }).click()
  await expect(page.getByRole('status', { name: 'Activation code' })).toContainText('artifacts')
})
