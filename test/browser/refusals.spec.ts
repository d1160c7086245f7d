import { type Account, setUp } from '../support/accounts.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { createSigningKey } from '../support/signing-key.ts'
import { daySeconds, sevenClaims, signToken, wallClock } from '../support/token.ts'
import { expectAccessible } from './support/accessibility.ts'
import { pasteLicense, signInBehind } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

let hub: Hub
let admin: Account

test.beforeAll(async () => {
  hub = await startHub()
  admin = await setUp(hub)
  const answer = await hub.admin.post('/api/license/activate', {
    key: hub.license({ jti: 'lic_held', seats: 5 }),
  })
  expect(answer.status).toBe(200)
})
test.afterAll(() => hub.stop())
test.beforeEach(({ context }) => signInBehind(context, hub, admin))

/** What is wrong with a text, and what the page says and quotes. */
const wrong: Record<string, { text: () => string; code: string; says: RegExp }> = {
  'signed by a stranger': {
    text: () =>
      signToken(createSigningKey(hub.key.kid), sevenClaims({ customer: 'Mallory Ltd' }), {
        kid: hub.key.kid,
      }),
    code: 'TOKEN_SIGNATURE_INVALID',
    says: /signature/i,
  },
  'signed by a key that this build does not know': {
    text: () => signToken(createSigningKey('vendor-9'), sevenClaims(), { kid: 'vendor-9' }),
    code: 'TOKEN_KEY_UNKNOWN',
    says: /newer|key/i,
  },
  expired: {
    text: () => hub.license({ exp: wallClock() - daySeconds }),
    code: 'LICENSE_EXPIRED',
    says: /expired/i,
  },
  'cut off at the end': {
    text: () => hub.license().slice(0, -40),
    code: '',
    says: /\w/,
  },
  'no license at all': { text: () => 'Dear customer, your license is attached.', code: '', says: /\w/ },
}

for (const [what, { text, code, says }] of Object.entries(wrong)) {
  test(`a license that is ${what} is refused with its reason, and the one in force stays`, async ({
    page,
  }) => {
    await pasteLicense(page, hub, text())
    const refusal = page.getByRole('main').getByRole('alert')
    await expect(refusal).toContainText(says)
    await expect(refusal).toContainText('what was in force before stays in force')
    await expect(refusal).toContainText(code)
    await expect(page.getByRole('button', { name: 'Activate', exact: true })).toHaveCount(0)
    await expectAccessible(page, `refusal: ${what}`)
    expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({
      valid: true,
      license_id: 'lic_held',
    })
  })
}

test('a claim of somebody’s making runs no script and shows as text', async ({ page }) => {
  const customer = '<img src=x onerror=alert(1)><script>alert(2)</script>'
  page.on('dialog', dialog => {
    throw new Error(`a script ran: ${dialog.message()}`)
  })
  await pasteLicense(page, hub, hub.license({ customer, jti: 'lic_script' }))
  await expect(page.getByText(customer).first()).toBeVisible()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Activated', exact: true })).toBeVisible()
  for (const path of ['/', '/license', '/license/history', '/audit']) {
    await page.goto(hub.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.locator('img[src="x"]').count(), path).toBe(0)
  }
  const again = await hub.admin.post('/api/license/activate', {
    key: hub.license({ jti: 'lic_held', seats: 5 }),
  })
  expect(again.status).toBe(200)
})

test('a double click on “Activate” sends one request', async ({ page }) => {
  await pasteLicense(page, hub, hub.license({ jti: 'lic_twice', seats: 6 }))
  const sent: string[] = []
  page.on('request', request => {
    if (request.url().endsWith('/api/license/activate')) sent.push(request.method())
  })
  await page.getByRole('button', { name: 'Activate', exact: true }).dblclick()
  await expect(page.getByRole('heading', { name: 'Activated', exact: true })).toBeVisible()
  expect(sent).toEqual(['POST'])
  const again = await hub.admin.post('/api/license/activate', {
    key: hub.license({ jti: 'lic_held', seats: 5 }),
  })
  expect(again.status).toBe(200)
})
