import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, setUp } from '../support/accounts.ts'
import { claimsOf } from '../support/activation-server.ts'
import { type BoundHub, shortKey, startBoundHub } from '../support/bound-hub.ts'
import { createDirectory } from '../support/data-directory.ts'
import { expectAccessible } from './support/accessibility.ts'
import { signInBehind } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

let world: BoundHub
let admin: Account
test.afterEach(async () => {
  await world.hub.stop()
  await world.server.close()
})
const start = async (options: Parameters<typeof startBoundHub>[0]) => {
  world = await startBoundHub(options)
  admin = await setUp(world.hub)
}

test('a machine without internet is activated in four steps, left and taken up again', async ({
  page,
  context,
}) => {
  // Sixteen times through every rule of accessibility.
  test.slow()
  await start({ online: false, env: { HUB_ACTIVATION_PAGE: 'https://vendor.example/activate' } })
  const license = world.bound({}, { activation_grace_seconds: 604_800 })
  await world.hub.admin.post('/api/license/activate', { key: license.token })
  await signInBehind(context, world.hub, admin)

  await page.goto(`${world.hub.url}/license`)
  await expect(page.getByText(/not activated on this machine yet\. 7 days are left/)).toBeVisible()
  await page.getByRole('link', { name: 'Machine', exact: true }).click()
  await expect(page.getByText('Not activated yet')).toBeVisible()
  await expect(page.getByText('It is used here for the first time.')).toBeVisible()
  await expectAccessible(page, 'machine page, not activated')

  await page.getByRole('link', { name: 'Activate by hand' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Activate by hand' })).toBeVisible()
  await expectAccessible(page, 'activation by hand, this machine')
  await page.getByRole('button', { name: 'Make the request' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as file' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^req_[0-9a-f]{32}\.licet$/)
  await expect(page.getByRole('link', { name: 'https://vendor.example/activate' })).toBeVisible()
  await expect(page.getByText(/^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/)).toBeVisible()
  await expectAccessible(page, 'activation by hand, request')
  const request = await page.getByRole('textbox', { name: 'Request as text' }).inputValue()

  // Somebody comes back another day: the same request waits.
  await page.goto(`${world.hub.url}/license/machine/manual`)
  await expect(page.getByRole('textbox', { name: 'Request as text' })).toHaveValue(request)
  await page.getByRole('button', { name: 'I have the answer' }).click()
  const answer = world.server.activation(license.id, { request: claimsOf(request) })
  const file = join(createDirectory('answer'), 'activation.licet')
  writeFileSync(file, JSON.stringify({ artifacts: [license.token, answer] }))
  await page.locator('input[type=file]').first().setInputFiles(file)
  await expect(page.getByText(/Activation of this machine, good until/)).toBeVisible()
  await expectAccessible(page, 'activation by hand, answer')
  await page.getByRole('button', { name: 'Load', exact: false }).last().click()
  await expect(page.getByText('This machine is activated')).toBeVisible()
  await expectAccessible(page, 'activation by hand, done')
  await page.getByRole('link', { name: 'To the license' }).click()
  await expect(page.getByRole('link', { name: 'Bound to this machine' })).toBeVisible()
})

test('a machine lives on leases: it is asked again now, and gives its activation up', async ({
  page,
  context,
}) => {
  await start({})
  const license = world.bound()
  world.server.activates(license)
  await world.hub.admin.post('/api/license/activate', { key: shortKey })
  await signInBehind(context, world.hub, admin)

  await page.goto(`${world.hub.url}/license`)
  await expect(page.getByText('Last heartbeat')).toBeVisible()
  await page.goto(`${world.hub.url}/license/machine`)
  await expect(page.getByText('Activated', { exact: true })).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Same' })).toHaveCount(5)
  await expectAccessible(page, 'machine page, activated')
  await page.getByRole('button', { name: 'Try again now' }).click()
  await expect(page.getByText('The activation server has answered.')).toBeVisible()
  expect(world.server.calls.at(-1)?.path).toContain('/heartbeat')

  world.server.reply(() => ({ body: { success: true, message: 'Released.' } }))
  await page.getByRole('button', { name: 'Give this activation up' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/to confirm/).fill('Acme Corp')
  await dialog.getByRole('button', { name: 'Give this activation up' }).click()
  await expect(page.getByText('This machine has given its activation up.').first()).toBeVisible()
  await expectAccessible(page, 'machine page, given up')

  await page.goto(`${world.hub.url}/license/machine/advanced`)
  await expect(page.getByText('Set now: ARGENT-…-MV27', { exact: false })).toBeVisible()
  await expectAccessible(page, 'advanced settings')
})

test('what changed is told in German too, on a phone', async ({ browser }) => {
  await start({})
  const license = world.bound({}, { match: { at_least: 'all' } })
  world.server.activates(license)
  await world.hub.admin.post('/api/license/activate', { key: shortKey })
  await world.hub.stop()
  world.machine.addCard()
  world.server.reply(() => ({ status: 503, body: '' }))
  world.hub = await world.hub.beside()
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 390, height: 844 } })
  await signInBehind(context, world.hub, admin)
  const page = await context.newPage()
  await page.goto(`${world.hub.url}/license/machine`)
  await expect(page.getByText('Andere Maschine').first()).toBeVisible()
  await expect(page.getByText(/Eine neue Netzwerkkarte kam hinzu/)).toBeVisible()
  await expect(page.getByText('Geändert', { exact: true })).toBeVisible()
  // Nothing is passed through in English: neither what is read, nor how the server was heard last.
  await expect(page.getByText(/^Die Adresse von eth1, der ersten physischen Netzwerkkarte/)).toBeVisible()
  await page.getByRole('button', { name: 'Jetzt erneut versuchen' }).click()
  await expect(page.getByText(/Der Aktivierungsserver hat selbst einen Fehler/)).toBeVisible()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await context.close()
})
