import { execFile } from 'node:child_process'
import { cpSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { createClientMachine } from '../support/client-machine.ts'
import { type Control, startControl } from '../support/control.ts'
import { wallClock } from '../support/token.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'
import { expectAccessible } from './support/accessibility.ts'
import { activateMachine, enterConsole, openPage, type Staff, setUpConsole } from './support/console.ts'
import { expect, test } from './support/watched-test.ts'

const daySeconds = 86_400
let control: Control
let admin: Staff

test.beforeAll(async () => {
  control = await startControl()
  admin = await setUpConsole(control)
  await control.admin.post('/v1/products', { code: 'pika', name: 'Pika' })
})
test.afterAll(() => control.stop())
test.beforeEach(({ context }) => enterConsole(context, control, admin))

/** Chooses one of the entries of a menu of the list. */
async function choose(page: Page, menu: string, entry: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

test('a view of the list is kept for the account, on whatever device, until it is given up', async ({
  page,
  browser,
}) => {
  await openPage(page, control, '/licensing?product=pika', 'Licenses')
  await page.getByLabel('Expiry').selectOption({ label: 'Within 30 days' })
  await choose(page, 'Views', 'Keep this view …')
  await page.getByLabel('Name', { exact: true }).fill('Pika, due soon')
  await expectAccessible(page, 'keeping a view')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pika, due soon' })).toBeVisible()

  const context = await browser.newContext()
  await enterConsole(context, control, admin)
  const other = await context.newPage()
  await openPage(other, control, '/licensing', 'Licenses')
  await choose(other, 'Views', 'Pika, due soon')
  await expect(other).toHaveURL(/product=pika/)
  await expect(other.getByLabel('Expiry')).toHaveValue('within30')
  await choose(other, 'Pika, due soon', 'Give up “Pika, due soon”')
  await expect(other.getByRole('button', { name: 'Views' })).toBeVisible()
  await context.close()
})

test('many licenses are renewed at once: each told before, what cannot be too, and each told afterwards', async ({
  page,
}) => {
  const due = { term: undefined, expiresAt: wallClock() + 20 * daySeconds }
  const ids: string[] = []
  for (const name of ['Bulk One', 'Bulk Two', 'Bulk Gone'])
    ids.push((await issueLicense(control.admin, 'air-gapped', { ...due, customer: { name } })).id)
  const [one = '', , gone = ''] = ids
  await control.admin.post(`/v1/licenses/${gone}/revoke`, { reason: 'Chargeback' })
  await openPage(page, control, '/licensing?q=Bulk', 'Licenses')
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await page.getByRole('button', { name: 'Renew 3 licenses' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('2 licenses are renewed. 1 is not.')).toBeVisible()
  await expect(dialog.getByText('It is revoked, and that is for good.')).toBeVisible()
  await expectAccessible(page, 'plan of renewals')
  expect(await showLicense(control, one), 'nothing is written yet').toMatchObject({ revision: 1 })
  await dialog.getByRole('button', { name: 'Renew 2 licenses' }).click()
  await expect(dialog.getByRole('status')).toHaveText('2 licenses were renewed. 1 is not.')
  await expect(dialog.getByText('Renewed, revision 2')).toHaveCount(2)
  const { revision, expiresAt } = await showLicense(control, one)
  expect(revision).toBe(2)
  expect(expiresAt).toBeGreaterThan(due.expiresAt + 364 * daySeconds)
  expect((await showLicense(control, gone)).revision).toBe(1)

  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await page.getByRole('button', { name: 'Renew 3 licenses' }).click()
  await dialog.getByText('The end stays').click()
  await dialog.getByRole('button', { name: 'Renew 2 licenses' }).click()
  await expect(dialog.getByText('Renewed, revision 3')).toHaveCount(2)
  expect(await showLicense(control, one)).toMatchObject({ revision: 3, expiresAt })
})

test('an export holds to every filter of the list', async ({ page }) => {
  const query = '?state=active&q=Acme&product=pika&tier=team&kid=none&expiresAfter=5&expiresBefore=9'
  await openPage(page, control, `/licensing${query}`, 'Licenses')
  const download = page.waitForEvent('download')
  await choose(page, 'Export', /CSV/)
  const { searchParams } = new URL((await download).url())
  const wanted = new URLSearchParams(`${query}&format=csv`)
  expect(Object.fromEntries(searchParams)).toEqual(Object.fromEntries(wanted))
})

test('seats are added with their effect shown before, and the same deed is a line for a shell, without a token', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { id, key } = await issueLicense(control.admin, 'appliance', { customer: { name: 'Seat O’Brien' } })
  await activateMachine(control, key, 'seat-1')
  await openPage(page, control, `/licensing/license/${id}`, 'Seat O’Brien')
  await page.getByRole('button', { name: 'Add seats' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('More seats').fill('7')
  await dialog.getByLabel('Reason').fill("The customer's order")
  await expect(dialog.getByText('17')).toBeVisible()
  await expectAccessible(page, 'more seats')
  await dialog.getByRole('button', { name: 'Copy as curl' }).click()
  const line = await page.evaluate(() => navigator.clipboard.readText())
  expect(line).toContain('"Authorization: Bearer $LICET_TOKEN"')
  expect((await showLicense(control, id)).seats, 'nothing is written yet').toBe(10)
  const env = { PATH: process.env['PATH'] ?? '', LICET_TOKEN: control.adminToken }
  await promisify(execFile)('bash', ['-c', line], { env })
  expect(await showLicense(control, id)).toMatchObject({ seats: 17, revision: 2 })
  await dialog.getByRole('button', { name: 'Add seats' }).click()
  await expect(page.getByText('Revision 3, as the customer’s installation reads it.')).toBeVisible()
})

test('the delivery has a letter to the customer in both languages, and the certificate is printed alone', async ({
  page,
}) => {
  await openPage(page, control, '/licensing/license-new', 'New license')
  const next = page.getByRole('button', { name: 'Next' })
  await page.getByLabel('Customer').and(page.locator('input')).fill('Letter AG')
  await next.click()
  await page.getByRole('radio', { name: /^Node-locked/ }).click()
  await next.click()
  await page.getByLabel('Products').and(page.locator('input:visible')).fill('pika')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await next.click()
  await page.getByRole('button', { name: 'Sign the license' }).click()
  const letter = page.getByRole('region', { name: 'E-mail to the customer' })
  const key = await page.getByLabel('short key', { exact: true }).innerText()
  await expect(letter).toContainText(`licet activate ${key}`)
  await expect(letter).toContainText(`${control.url}/activate`)
  await letter.getByText('Deutsch').click()
  await expect(letter).toContainText('OHNE VERBINDUNG AKTIVIEREN')
  await page.getByRole('link', { name: 'Open this license' }).click()
  const certificate = page.getByRole('article', { name: 'License certificate' })
  await expect(page.getByRole('button', { name: 'Renew' })).toBeVisible()
  await expect(certificate).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(certificate).toContainText('Letter AG')
  await expect(certificate).not.toContainText(key)
  await expect(page.getByRole('button', { name: 'Renew' })).toBeHidden()
})

test('a copied data directory is decided upon: the copy ends and the original goes on; or both end', async ({
  page,
}) => {
  const vendor = { url: control.url, trustFile: await control.trustFile() }
  const { id, key } = await issueLicense(control.admin, 'appliance', { customer: { name: 'Clone Labs' } })
  const original = createClientMachine(vendor)
  expect((await original.licet(['activate', key])).code).toBe(0)
  const copy = createClientMachine({ ...vendor, planted: original.planted })
  cpSync(original.home, copy.home, { recursive: true })
  expect((await original.licet(['heartbeat'])).code).toBe(0)
  await copy.licet(['heartbeat'])
  const states = async (): Promise<string[]> =>
    (await showLicense(control, id)).activations.map(({ state }: { state: string }) => state).toSorted()
  expect(await states()).toEqual(['flagged', 'flagged'])

  await openPage(page, control, `/licensing/license/${id}`, 'Clone Labs')
  await expect(page.getByText('Two installations may live on one activation')).toBeVisible()
  await expectAccessible(page, 'a suspected copy')
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'It is a copy: end it' }).click()
  await dialog.getByLabel('Reason').fill('The customer knows of no second machine')
  expect(await states(), 'nothing is decided yet').toEqual(['flagged', 'flagged'])
  await dialog.getByRole('button', { name: 'It is a copy: end it' }).click()
  await expect(page.getByText('Two installations may live on one activation')).toBeHidden()
  expect(await states()).toEqual(['active', 'released'])
  expect((await original.licet(['heartbeat'])).code, 'the original goes on').toBe(0)

  await copy.licet(['heartbeat'])
  await page.reload()
  await page.getByRole('button', { name: 'End both' }).click()
  await dialog.getByLabel('Reason').fill('Both are stolen')
  await dialog.getByRole('button', { name: 'End both' }).click()
  await expect(dialog).toBeHidden()
  expect(new Set(await states())).toEqual(new Set(['released']))
  expect((await original.licet(['heartbeat'])).code, 'it is told so').not.toBe(0)
})
