import { type Control, startControl } from '../support/control.ts'
import { type Issued, issueLicense } from '../support/vendor.ts'
import { expectAccessible, settled } from './support/accessibility.ts'
import { activateMachine, enterConsole, openPage, type Staff, setUpConsole } from './support/console.ts'
import { expect, test } from './support/watched-test.ts'

let control: Control
let admin: Staff
let bound: Issued

test.beforeAll(async () => {
  control = await startControl()
  admin = await setUpConsole(control)
  bound = await issueLicense(control.admin, 'appliance')
  await activateMachine(control, bound.key, 'box-1.acme.example')
  await issueLicense(control.admin, 'timed', { customer: { name: 'Delta BV' } })
  const { id } = await issueLicense(control.admin, 'air-gapped', { customer: { name: 'Echo AS' } })
  await control.admin.post(`/v1/licenses/${id}/suspend`, { reason: 'Unpaid' })
})
test.afterAll(() => control.stop())

/** Pages of licenses: where each is, and its heading. */
const screens: Record<string, string> = {
  '/licensing': 'Licenses',
  '/licensing?state=revoked': 'Licenses',
  '/licensing/license-new': 'New license',
  '/licensing/license/BOUND': 'Acme Corp',
  '/profile': 'Profile',
  '/nowhere': 'Not found',
}

for (const [path, heading] of Object.entries(screens)) {
  test(`${path} of the console has no barrier in any width or theme, and never scrolls sideways`, async ({
    page,
    context,
  }) => {
    await enterConsole(context, control, admin)
    await openPage(page, control, path.replace('BOUND', bound.id), heading)
    await settled(page)
    await expectAccessible(page, path)
    await page.setViewportSize({ width: 390, height: 844 })
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0)
  })
}

test('every step of a new license has no barrier in any width or theme', async ({ page, context }) => {
  await enterConsole(context, control, admin)
  await openPage(page, control, '/licensing/license-new', 'New license')
  const next = page.getByRole('button', { name: 'Next' })
  await next.click()
  await expect(page.getByText('Say whom it is for.')).toBeVisible()
  await expectAccessible(page, 'customer, nothing said')
  await page.getByLabel('Customer').and(page.locator('input')).fill('Foxtrot Inc')
  await next.click()
  await page.getByRole('radio', { name: /^Timed/ }).click()
  await expectAccessible(page, 'model')
  await next.click()
  await page.getByLabel('Products').and(page.locator('input:visible')).fill('pika')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expectAccessible(page, 'terms')
  await next.click()
  await expect(page.getByText('As the customer’s installation will read it.')).toBeVisible()
  await expectAccessible(page, 'review')
  await page.getByRole('button', { name: 'Sign the license' }).click()
  await expect(page.getByText('The license for Foxtrot Inc is signed')).toBeVisible()
  await expectAccessible(page, 'delivery')
})

for (const deed of ['Renew', 'Suspend', 'Rebind', 'New short key', 'Revoke']) {
  test(`the dialog “${deed}” has no barrier in any width or theme`, async ({ page, context }) => {
    await enterConsole(context, control, admin)
    await openPage(page, control, `/licensing/license/${bound.id}`, 'Acme Corp')
    await page.getByRole('button', { name: deed, exact: true }).click()
    const dialog = page.getByRole('dialog')
    const reason = dialog.getByLabel(/^Reason/)
    if (await reason.isVisible()) await reason.fill('A reason')
    await expect(
      dialog.getByText(deed === 'New short key' ? 'What this does' : 'box-1.acme.example'),
    ).toBeVisible()
    // The effect is asked for again with the reason; meanwhile nothing can be confirmed.
    await page.waitForLoadState('networkidle')
    if ((await dialog.getByLabel(/to confirm$/).count()) === 0)
      await expect(dialog.locator('button[type=submit]')).toBeEnabled()
    await expectAccessible(page, deed)
  })
}

test('the entrance of the console has no barrier in any width or theme', async ({ page }) => {
  await page.goto(control.url)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expectAccessible(page, 'sign-in')
  const fresh = await startControl()
  await page.goto(fresh.url)
  await expect(page.getByRole('heading', { name: 'Set up the control plane' })).toBeVisible()
  await expectAccessible(page, 'set-up')
  await fresh.stop()
})
