import type { Page } from '@playwright/test'
import { type Account, addAccount, setUp } from '../support/accounts.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { expectAccessible } from './support/accessibility.ts'
import { signInBehind } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

test.use({ locale: 'de-DE' })

let hub: Hub
let admin: Account

test.beforeAll(async () => {
  hub = await startHub()
  admin = await setUp(hub)
  await addAccount(hub, { name: 'Ben Berger' })
})
test.afterAll(() => hub.stop())

test('a German browser is met in German, from the sign-in to the license', async ({ page }) => {
  await page.goto(hub.url)
  await expect(page.getByRole('heading', { name: 'Anmelden' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.getByLabel('E-Mail-Adresse').fill(admin.email)
  await page.getByLabel(/^Passwort/).fill(admin.password)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Lizenz' }).first()).toBeVisible()
  await page.goto(`${hub.url}/license`)
  await expect(page.getByRole('heading', { level: 1, name: 'Lizenz' })).toBeVisible()
  await expectAccessible(page, 'license page in German')
})

test('no page shows a key of the dictionary instead of a sentence, in German', async ({ page, context }) => {
  await signInBehind(context, hub, admin)
  for (const path of [
    '/',
    '/license',
    '/license/activate',
    '/license/machine',
    '/license/machine/manual',
    '/license/machine/advanced',
    '/users',
    '/seats',
    '/service-keys',
    '/audit',
    '/diagnostics',
    '/settings',
    '/backups',
    '/profile',
    '/about',
  ]) {
    await page.goto(hub.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const words = await readWords(page)
    expect
      .soft(
        words.match(
          /\b(nav|shell|license|machine|machineState|manual|advanced|component|users|keys|seats|audit|settings|activate|profile|about)\.[a-zA-Z_]+/g,
        ),
        path,
      )
      .toBeNull()
  }
})

test('the language is changed in the profile at once, and is there again at the next visit', async ({
  page,
  context,
}) => {
  await signInBehind(context, hub, admin)
  await page.goto(`${hub.url}/profile`)
  await page.getByLabel('Sprache').selectOption('en')
  await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible()
  await page.getByLabel('Language').selectOption('de')
  await expect(page.getByRole('heading', { level: 1, name: 'Profil' })).toBeVisible()
})

test('the theme switch shows all its words on a phone, in German', async ({ page, context }) => {
  await signInBehind(context, hub, admin)
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/profile', '/settings']) {
    await page.goto(hub.url + path)
    const options = page.getByRole('radiogroup').filter({ hasText: 'Dunkel' })
    await expect(options).toBeVisible()
    const cut = await options.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
    expect(cut, path).toBeLessThanOrEqual(0)
  }
})

/** The text of a page, without what stands there as code: names of deeds, keys and variables are the same in every language. */
function readWords(page: Page): Promise<string> {
  return page.getByRole('main').evaluate(main => {
    const copy = main.cloneNode(true) as HTMLElement
    for (const code of copy.querySelectorAll('code, pre, .licet-mono')) code.remove()
    // What stands in two elements is two words.
    for (const element of copy.querySelectorAll('*')) element.append(' ')
    return copy.textContent
  })
}
