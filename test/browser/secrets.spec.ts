import { setUp } from '../support/accounts.ts'
import { startHub } from '../support/hub.ts'
import { pasteLicense, signInBehind, startNewHub } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

test('an activated license stays in no storage, address, history or element of the browser', async ({
  page,
  context,
}) => {
  const hub = await startHub()
  const admin = await setUp(hub)
  const license = hub.license()
  await signInBehind(context, hub, admin)
  await pasteLicense(page, hub, license)
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Activated', exact: true })).toBeVisible()
  const signature = license.slice(-40)
  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const state = JSON.stringify(history.state)
    const fields = [...document.querySelectorAll('input, textarea')].map(
      field => (field as HTMLInputElement).value,
    )
    const storage = JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])
    return [
      storage,
      location.href,
      state,
      document.documentElement.outerHTML,
      ...fields,
      `${databases.length} databases`,
    ]
  })
  expect(kept.filter(text => text.includes(signature))).toEqual([])
  expect(kept.at(-1)).toBe('0 databases')
  await page.goBack()
  await page.goForward()
  await expect(page.getByLabel('License, file or code')).toHaveValue('')
  await hub.stop()
})

test('the set-up token leaves the address at once, and every cookie is out of reach for scripts and other sites', async ({
  page,
  context,
}) => {
  const { hub, link, token } = await startNewHub()
  await page.goto(link)
  await expect(page.getByLabel('Set-up token')).toHaveValue(token)
  expect(page.url()).toBe(`${hub.url}/setup`)
  await page.getByLabel('Your name').fill('Ada Admin')
  await page.getByLabel('E-mail address').fill('ada@example.test')
  await page.getByLabel(/^Password/).fill('a sentence that nobody would guess')
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await expect(page.getByRole('heading', { name: 'Welcome, Ada Admin' })).toBeVisible()
  const reachable = await page.evaluate(() =>
    JSON.stringify([document.cookie, Object.entries(localStorage), Object.entries(sessionStorage)]),
  )
  const cookies = await context.cookies(hub.url)
  expect(cookies.map(({ name }) => name)).toContain('licet_session')
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
    expect(reachable).not.toContain(cookie.value)
  }
  expect(reachable).not.toContain(token)
  expect(reachable).not.toContain('nobody would guess')
  await hub.stop()
})
