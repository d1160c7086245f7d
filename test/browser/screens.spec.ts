import type { Page } from '@playwright/test'
import { type Account, addAccount, setUp } from '../support/accounts.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { expectAccessible, settled } from './support/accessibility.ts'
import { signInBehind } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

// Each worker has a Hub of its own, so that the screens are looked at side by side.
test.describe.configure({ mode: 'parallel' })

let hub: Hub
let admin: Account
let user: Account & { id: string }

test.beforeAll(async () => {
  hub = await startHub()
  admin = await setUp(hub)
  const issued = {
    iat: wallClock() - 30 * daySeconds,
    jti: 'lic_acme_2026',
    features: { sso: true, exports: 50 },
  }
  await hub.admin.post('/api/license/activate', { key: hub.license(issued) })
  user = await addAccount(hub, { name: 'Ben Berger' })
  const disabled = await addAccount(hub, { name: 'Cleo Claas' })
  await hub.admin.patch(`/api/users/${disabled.id}`, { enabled: false })
  await hub.admin.post('/api/service-keys', { name: 'Pika', product: 'pika', scopes: ['status:read'] })
  await hub.admin.post('/api/backups')
})
test.afterAll(() => hub.stop())

/** Every screen of an administrator: where it is, and its heading. */
const screens: Record<string, string | RegExp> = {
  '/': 'Dashboard',
  '/license': 'License',
  '/license/activate': 'Replace the license',
  '/license/history': 'License history',
  '/users': 'Users',
  '/users/USER': 'Ben Berger',
  '/seats': 'Seats',
  '/service-keys': 'Service keys',
  '/audit': 'Audit log',
  '/diagnostics': 'Diagnostics',
  '/settings': 'Settings',
  '/backups': 'Backups',
  '/profile': 'Profile',
  '/about': 'About',
  '/nowhere': 'There is nothing here',
}

async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(hub.url + path.replace('USER', user.id))
  await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible()
  await settled(page)
}

for (const [path, heading] of Object.entries(screens)) {
  test(`${path} has no barrier in any width or theme, and says that this is an evaluation`, async ({
    page,
    context,
  }) => {
    await signInBehind(context, hub, admin)
    await open(page, path, heading)
    await expect(page.getByRole('banner').getByText('Evaluation', { exact: true })).toBeVisible()
    await expectAccessible(page, path)
  })
}

for (const [path, button, title] of [
  ['/users', 'Create user', 'Create user'],
  ['/service-keys', 'Create key', 'Create key'],
] as const) {
  test(`the drawer of ${path} has no barrier in any width or theme`, async ({ page, context }) => {
    await signInBehind(context, hub, admin)
    await page.goto(hub.url + path)
    await page.getByRole('main').getByRole('button', { name: button }).first().click()
    await expect(page.getByRole('dialog', { name: title })).toBeVisible()
    await expectAccessible(page, `${path}, drawer`)
  })
}

test('the sign-in page has no barrier in any width or theme, and tells a wrong password from nothing', async ({
  page,
}) => {
  await page.goto(hub.url)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.getByLabel('E-mail address').fill(admin.email)
  await page.getByLabel(/^Password/).fill('not the password at all')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('The e-mail address or the password is wrong.')
  await expect(page.getByText('Evaluation', { exact: true })).toBeVisible()
  await expectAccessible(page, 'sign-in')
})

test('a user who is no administrator sees the own pages only, without a barrier', async ({
  page,
  context,
}) => {
  await signInBehind(context, hub, user)
  await page.goto(hub.url)
  await expect(page.getByRole('heading', { name: 'Welcome, Ben Berger' })).toBeVisible()
  await expectAccessible(page, 'welcome')
  await page.goto(`${hub.url}/users`)
  await expect(page.getByText('This page is for administrators')).toBeVisible()
  await expectAccessible(page, 'no access')
  await page.goto(`${hub.url}/profile`)
  await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible()
  await expectAccessible(page, 'profile of a user')
})

test('a phone 390 pixels wide shows every screen without scrolling sideways', async ({ page, context }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signInBehind(context, hub, admin)
  for (const [path, heading] of Object.entries(screens)) {
    await open(page, path, heading)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect.soft(overflow, `${path} is wider than the screen by so many pixels`).toBeLessThanOrEqual(0)
  }
})

test('the API documentation opens without another host and without a breach of the policy', async ({
  page,
  context,
}) => {
  await signInBehind(context, hub, admin)
  await page.goto(`${hub.url}/api/docs`)
  await expect(page.getByText('/api/license/status').first()).toBeVisible()
})
