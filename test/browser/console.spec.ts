import type { Page } from '@playwright/test'
import { type Control, startControl } from '../support/control.ts'
import { issueLicense, showLicense } from '../support/vendor.ts'
import { settled } from './support/accessibility.ts'
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

test.beforeAll(async () => {
  control = await startControl()
  admin = await setUpConsole(control)
  await control.admin.post('/v1/products', { code: 'pika', name: 'Pika' })
})
test.afterAll(() => control.stop())

/** Goes through the five steps; returns the short key, which is shown once. */
async function issueInPages(page: Page, customer: string, model: RegExp): Promise<string> {
  await openPage(page, control, '/licensing/license-new', 'New license')
  await page.getByLabel('Customer').and(page.locator('input')).fill(customer)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('radio', { name: model }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Products').and(page.locator('input:visible')).fill('pika')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('As the customer’s installation will read it.')).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: customer })).toBeVisible()
  await page.getByRole('button', { name: 'Sign the license' }).click()
  await expect(page.getByText(`The license for ${customer} is signed`)).toBeVisible()
  return page.getByLabel('short key', { exact: true }).innerText()
}

test('an empty control plane is set up by its link, and leads to the first license', async ({ page }) => {
  const fresh = await startControl()
  await page.goto(`${fresh.url}/setup#token=${fresh.setupToken}`)
  await expect(page.getByLabel('Set-up token')).toHaveValue(fresh.setupToken)
  expect(page.url()).not.toContain(fresh.setupToken)
  await page.getByLabel('Your name').fill('Ada Lund')
  await page.getByLabel('E-mail address').fill('ada@vendor.example')
  await page.getByLabel(/^Password/).fill('a sentence that one remembers')
  await page.getByRole('button', { name: 'Create super administrator' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  await page.getByRole('navigation').first().getByRole('link', { name: 'Licenses' }).click()
  await page.getByRole('button', { name: 'Issue the first license' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'New license' })).toBeVisible()
  await fresh.stop()
})

test('staff signs in, and is told what is wrong with the password', async ({ page }) => {
  await page.goto(`${control.url}/licensing`)
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  await page.getByLabel('E-mail address').fill(admin.email)
  await page.getByLabel(/^Password/).fill('not the password at all')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('The e-mail address or the password is wrong.')
  await page.getByLabel(/^Password/).fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Licenses' })).toBeVisible()
})

test('one entry of the navigation is marked, whatever lies below the same address', async ({
  page,
  context,
}) => {
  await enterConsole(context, control, admin)
  const marked = page.locator('nav:visible [aria-current=page]')
  for (const [path, entry] of [
    ['license-new', 'Licenses'],
    ['signing', 'Signing keys'],
    ['heartbeats', 'Heartbeats'],
    ['settings', 'Settings'],
  ]) {
    await page.goto(`${control.url}/licensing/${path}`)
    await expect(marked, path).toHaveText([entry as string])
  }
})

test('licenses are exported as they are filtered', async ({ page, context }) => {
  await enterConsole(context, control, admin)
  await openPage(page, control, '/licensing?state=active', 'Licenses')
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  const file = await download
  expect(await file.failure()).toBeNull()
  expect(new URL(file.url()).search).toBe('?state=active&format=csv')
})

test('a license is issued, activated, suspended, reinstated, renewed and revoked, each effect shown before', async ({
  page,
  context,
}) => {
  await enterConsole(context, control, admin)
  const key = await issueInPages(page, 'Zebra Works', /^Appliance/)
  await activateMachine(control, key, 'box-7.zebra.example')
  await page.getByRole('link', { name: 'Open this license' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Zebra Works' })).toBeVisible()
  await expect(page.getByText('Now: In force.')).toBeAttached()
  await expect(page.getByText('box-7.zebra.example').first()).toBeVisible()
  await expect(page.getByText(key)).toHaveCount(0)
  const id = page.url().split('/').at(-1) as string

  await page.getByRole('button', { name: 'Suspend' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Unpaid')
  await expect(dialog.getByText('1 machine is affected:')).toBeVisible()
  expect((await showLicense(control, id)).state).toBe('active')
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  await expect(page.getByText('Now: Suspended.')).toBeAttached()
  await expect(page.getByText('Why: Unpaid')).toBeVisible()

  await page.getByRole('button', { name: 'Reinstate' }).click()
  await dialog.getByLabel('Reason').fill('Paid')
  await dialog.getByRole('button', { name: 'Reinstate' }).click()
  await expect(page.getByText('Now: In force.')).toBeAttached()

  await page.getByRole('button', { name: 'Renew' }).click()
  await dialog.getByLabel('Seats').fill('25')
  await expect(dialog.getByText('revision 1 becomes 2')).toBeVisible()
  await dialog.getByRole('button', { name: 'Renew' }).click()
  await expect(page.getByText('25 seats')).toBeVisible()
  expect(await showLicense(control, id)).toMatchObject({ revision: 2, seats: 25 })

  await page.getByRole('button', { name: 'Revoke' }).click()
  await dialog.getByLabel('Reason').fill('Chargeback')
  await expect(dialog.getByText('1 machine is affected:')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Revoke' })).toBeDisabled()
  await dialog.getByLabel('Type “Zebra Works” to confirm').fill('Zebra Works')
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('Now: Revoked.')).toBeAttached()
  expect((await showLicense(control, id)).state).toBe('revoked')
})

test('a new short key is shown once, and the old one opens nothing any more', async ({ page, context }) => {
  await enterConsole(context, control, admin)
  const issued = await issueLicense(control.admin, 'node-locked', { customer: { name: 'Kite GmbH' } })
  await openPage(page, control, `/licensing/license/${issued.id}`, 'Kite GmbH')
  await page.getByRole('button', { name: 'New short key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Type “Kite GmbH” to confirm').fill('Kite GmbH')
  await dialog.getByRole('button', { name: 'New short key' }).click()
  const key = await dialog.getByLabel('short key', { exact: true }).innerText()
  await activateMachine(control, key, 'kite-1')
  const old = await control.anonymous.post('/v1/licenses/validate', { key: issued.key })
  expect(old.status).toBe(404)
})

test('the filters of the list live in the address and survive a reload', async ({ page, context }) => {
  await enterConsole(context, control, admin)
  await issueLicense(control.admin, 'timed', { customer: { name: 'Filter AG' } })
  await openPage(page, control, '/licensing', 'Licenses')
  await page.getByRole('button', { name: /Waits for activation/ }).click()
  await page.getByLabel('Search').fill('Filter')
  await expect(page).toHaveURL(/state=unminted.*q=Filter/)
  await page.reload()
  await settled(page)
  await expect(page.getByRole('link', { name: 'Filter AG' })).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByLabel('Search').fill('nobody at all')
  await expect(page.getByText('No license matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
  await expect(page).toHaveURL(/\/licensing$/)
})

test('an auditor sees every deed with the reason why it is not theirs', async ({ page, context }) => {
  const issued = await issueLicense(control.admin, 'appliance', { customer: { name: 'Quiet Ltd' } })
  await enterConsole(context, control, await addStaff(control, 'auditor'))
  await openPage(page, control, `/licensing/license/${issued.id}`, 'Quiet Ltd')
  for (const deed of ['Renew', 'Suspend', 'Rebind', 'New short key', 'Revoke']) {
    await expect(page.getByRole('button', { name: deed })).toHaveAttribute('aria-disabled', 'true')
  }
  await page.getByRole('button', { name: 'Revoke' }).focus()
  await expect(page.getByText('Needs the permission license.revoke')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goto(`${control.url}/licensing/license-new`)
  await expect(page.getByText('It needs the permission license.issue.')).toBeVisible()
})
