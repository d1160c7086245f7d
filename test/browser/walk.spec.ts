import type { Page } from '@playwright/test'
import { createAccount } from '../support/accounts.ts'
import type { Hub } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { expectAccessible } from './support/accessibility.ts'
import { createUser, pasteLicense, signIn, startNewHub, wrapAsMail } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

const admin = createAccount({ name: 'Ada Admin', email: 'ada@example.test', role: 'admin' })
const expiresAt = wallClock() + 20 * daySeconds
const claims = { seats: 3, jti: 'lic_first', warn_days: 5, exp: expiresAt }

async function readStatus(hub: Hub, key: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${hub.url}/api/license/status`, { headers: { authorization: `Bearer ${key}` } })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Record<string, unknown>
}

async function expectMarked(page: Page): Promise<void> {
  await expect(page.getByText('Evaluation', { exact: true }).first()).toBeVisible()
}

test('an administrator gets from the set-up link to a queued renewal, in a browser, without a network', async ({
  page,
}) => {
  test.setTimeout(150_000)
  const { hub: first, link, token } = await startNewHub()
  let hub = first
  let key = ''

  await test.step('the printed link creates the first administrator', async () => {
    await page.goto(link)
    await expect(page.getByLabel('Set-up token')).toHaveValue(token)
    expect(page.url()).not.toContain(token)
    await expectMarked(page)
    await page.getByLabel('Your name').fill(admin.name)
    await page.getByLabel('E-mail address').fill(admin.email)
    await page.getByLabel(/^Password/).fill(admin.password)
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByRole('heading', { name: 'Welcome, Ada Admin' })).toBeVisible()
    await expectAccessible(page, 'set-up done')
  })

  await test.step('everything works without a license, and every page says that there is none', async () => {
    await page.getByRole('link', { name: 'To the dashboard' }).click()
    await expect(page.getByText('No license — activate to remove this notice')).toBeVisible()
    await expectMarked(page)
  })

  await test.step('a license out of a mail is repaired, and its difference is shown before anything is written', async () => {
    await page.goto(`${hub.url}/license`)
    await page.getByRole('main').getByRole('link', { name: 'Activate a license' }).click()
    await page.getByLabel('License, file or code').fill(wrapAsMail(hub.license(claims)))
    await expect(page.getByText('Acme Corp · Professional')).toBeVisible()
    await expect(page.getByText(/Left out while reading: .*line breaks/)).toBeVisible()
    await expect(page.getByText('No license is active here now.')).toBeVisible()
    await expectAccessible(page, 'preview of a first license')
    expect((await hub.sibling.get('/api/license/status')).body.state).toBe('none')
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Activated', exact: true })).toBeVisible()
    await expectAccessible(page, 'activated')
    await page.getByRole('link', { name: 'See the license' }).click()
    const card = page.getByRole('region', { name: 'License status' })
    await expect(card).toContainText('Acme Corp')
    await expect(card).toContainText('1 of 3 seats')
    await expect(page.getByText('No license — activate to remove this notice')).toHaveCount(0)
  })

  await test.step('accounts are created until the seats are used up, and then 402 says who could make room', async () => {
    await page.goto(`${hub.url}/users`)
    for (const name of ['Ben Berger', 'Cleo Claas']) {
      await page.getByRole('button', { name: 'Create user' }).click()
      await createUser(page, createAccount({ name }))
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(page.getByRole('link', { name })).toBeVisible()
    }
    await page.getByRole('button', { name: 'Create user' }).click()
    await createUser(page, createAccount({ name: 'Dora Danz' }))
    const refusal = page.getByRole('dialog').getByRole('alert')
    await expect(refusal).toContainText('No seat is free: 3 of 3 are in use (402)')
    await expect(refusal.getByRole('button', { name: 'Disable Ben Berger' })).toBeVisible()
    await expectAccessible(page, 'seats used up')
    expect((await hub.admin.get('/api/users')).body.seats).toEqual({ limit: 3, used: 3 })
  })

  await test.step('a service key lets a sibling product read the status', async () => {
    await page.goto(`${hub.url}/service-keys`)
    await page.getByRole('main').getByRole('button', { name: 'Create key' }).first().click()
    const drawer = page.getByRole('dialog', { name: 'Create key' })
    await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill('Pika in the warehouse')
    await drawer.getByLabel('Product').fill('pika')
    await drawer.getByRole('button', { name: 'Create key' }).click()
    key = await drawer.getByLabel('service key', { exact: true }).innerText()
    expect(key).toMatch(/^lsk_/)
    await drawer.getByRole('button', { name: 'I have copied it' }).click()
    await expect(page.getByText(key)).toHaveCount(0)
    expect(await readStatus(hub, key)).toMatchObject({
      valid: true,
      customer: 'Acme Corp',
      tier: 'professional',
      seats: 3,
      products: ['pika', 'vera'],
      expires_at: expiresAt,
      error: '',
    })
  })

  await test.step('when the license has expired, everything goes on working and says so', async () => {
    await hub.stop()
    hub = await hub.beside({ clockOffsetSeconds: 21 * daySeconds })
    expect(await readStatus(hub, key)).toMatchObject({
      valid: false,
      customer: 'Acme Corp',
      error: 'License expired',
    })
    await signIn(page, hub, admin)
    await expect(page.getByText('License expired', { exact: true }).first()).toBeVisible()
    await expectMarked(page)
    await page.goto(`${hub.url}/license`)
    await expect(page.getByRole('region', { name: 'License status' })).toContainText('Expired')
    await expectAccessible(page, 'license page, expired')
  })

  await test.step('a renewal that starts later is queued and takes over by itself', async () => {
    const startsAt = wallClock() + 24 * daySeconds
    const renewal = hub.license({
      seats: 5,
      jti: 'lic_second',
      nbf: startsAt,
      exp: startsAt + 60 * daySeconds,
    })
    await pasteLicense(page, hub, renewal)
    await expect(page.getByText(/until then the license in force stays/)).toBeVisible()
    await agree(page)
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Loaded: it takes over by itself' })).toBeVisible()
    expect(await readStatus(hub, key)).toMatchObject({
      valid: false,
      seats: 3,
      queued: { license_id: 'lic_second' },
    })
    await page.goto(`${hub.url}/license/history`)
    await expect(page.getByText('Queued', { exact: true }).first()).toBeVisible()
    await hub.stop()
    hub = await hub.beside({ clockOffsetSeconds: 25 * daySeconds })
    expect(await readStatus(hub, key)).toMatchObject({
      valid: true,
      seats: 5,
      license_id: 'lic_second',
      error: '',
    })
    await signIn(page, hub, admin)
    await page.goto(`${hub.url}/license`)
    await expect(page.getByRole('region', { name: 'License status' })).toContainText('3 of 5 seats')
  })
  await hub.stop()
})

/** Says yes where the preview asks for it. */
async function agree(page: Page): Promise<void> {
  const consent = page.getByRole('checkbox', { name: /I have read what this takes away/ })
  if ((await consent.count()) > 0) await consent.check()
}
