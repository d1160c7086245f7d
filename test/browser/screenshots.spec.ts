import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { createAccount } from '../support/accounts.ts'
import { repositoryRoot } from '../support/built.ts'
import { startHub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { settled, widths } from './support/accessibility.ts'
import { createUser, pasteLicense, signInBehind, wrapAsMail } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

const folder = `${repositoryRoot}docs/screenshots`

async function picture(page: Page, name: string): Promise<void> {
  await settled(page)
  await page.screenshot({ path: `${folder}/${name}.png` })
}

const people = [
  'Ben Berger',
  'Cleo Claas',
  'Dora Danz',
  'Emil Ernst',
  'Fay Fuchs',
  'Gus Graf',
  'Hana Holm',
  'Ida Iken',
  'Jan Jung',
]

test('the pictures of the documentation show a Hub in use', async ({ page, context }) => {
  mkdirSync(folder, { recursive: true })
  const hub = await startHub()
  const admin = createAccount({ name: 'Ada Lund', email: 'ada.lund@acme.example' })
  const { name: adminName, email: adminEmail, password } = admin
  await hub.anonymous.post('/api/setup', {
    token: hub.setupToken,
    name: adminName,
    email: adminEmail,
    password,
  })
  const issued = wallClock() - 200 * daySeconds
  const dates = { iat: issued, nbf: issued, exp: wallClock() + 113 * daySeconds }
  const activated = await hub.admin.post('/api/license/activate', {
    key: hub.license({ ...dates, jti: 'lic_acme_2026', warn_days: 30 }),
  })
  expect(activated.status).toBe(200)
  for (const name of people.slice(0, 6)) {
    const email = `${name.toLowerCase().replace(' ', '.')}@acme.example`
    expect((await hub.admin.post('/api/users', createAccount({ name, email }))).status).toBe(201)
  }
  for (const product of ['pika', 'vera']) {
    const key = await hub.admin.post('/api/service-keys', {
      name: `${product} in production`,
      product,
      scopes: ['status:read'],
    })
    expect((await hub.anonymous.as(key.body.key).get('/api/license/status')).status).toBe(200)
  }
  await hub.admin.post('/api/backups')
  await signInBehind(context, hub, admin)

  await page.goto(hub.url)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await picture(page, 'dashboard')
  await page.goto(`${hub.url}/license`)
  await expect(page.getByRole('region', { name: 'License status' })).toBeVisible()
  await picture(page, 'license')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await picture(page, 'license-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(widths.phone)
  await picture(page, 'license-phone')
  await page.setViewportSize(widths.desktop)

  const smaller = hub.license({
    seats: 6,
    jti: 'lic_acme_2027',
    products: ['pika'],
    exp: wallClock() + 400 * daySeconds,
  })
  await pasteLicense(page, hub, wrapAsMail(smaller))
  await expect(page.getByText(/Seats: 10 → 6/)).toBeVisible()
  await picture(page, 'activate-difference')

  for (const name of people.slice(6)) {
    const email = `${name.toLowerCase().replace(' ', '.')}@acme.example`
    expect((await hub.admin.post('/api/users', createAccount({ name, email }))).status).toBe(201)
  }
  await page.goto(`${hub.url}/users?create=true`)
  await createUser(page, createAccount({ name: 'Kai Kern', email: 'kai.kern@acme.example' }))
  await expect(page.getByText(/No seat is free/)).toBeVisible()
  await picture(page, 'users-402')
  await hub.stop()
})
