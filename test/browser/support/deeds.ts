import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { Account } from '../../support/accounts.ts'
import { type Hub, startHub } from '../../support/hub.ts'

/** Starts a Hub that nobody has set up, and finds the one-time link that it printed. */
export async function startNewHub(): Promise<{ hub: Hub; link: string; token: string }> {
  const hub = await startHub({ env: { HUB_SETUP_TOKEN: '' } })
  const match = /http:\/\/\S+\/setup#token=(\S+)/.exec(hub.program.printed().stdout)
  if (match === null) throw new Error('the Hub printed no set-up link')
  return { hub, link: match[0], token: match[1] as string }
}

/** Signs in behind the pages: the browser holds the session cookie afterwards. */
export async function signInBehind(
  context: BrowserContext,
  hub: Hub,
  { email, password }: Pick<Account, 'email' | 'password'>,
): Promise<void> {
  const answer = await context.request.post(`${hub.url}/api/session`, { data: { email, password } })
  expect(answer.status()).toBe(200)
}

/** Signs in as a person does who has no session. */
export async function signIn(
  page: Page,
  hub: Hub,
  account: Pick<Account, 'email' | 'password'>,
): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${hub.url}/sign-in`)
  await page.getByLabel('E-mail address').fill(account.email)
  await page.getByLabel(/^Password/).fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
}

/** Puts text into the one box for anything signed, at once, as a paste does. */
export async function pasteLicense(page: Page, hub: Hub, text: string): Promise<void> {
  await page.goto(`${hub.url}/license/activate`)
  await page.getByLabel('License, file or code').fill(text)
}

/** Fills in the drawer for a new account and sends it. */
export async function createUser(page: Page, account: Account): Promise<void> {
  const drawer = page.getByRole('dialog', { name: 'Create user' })
  await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill(account.name)
  await drawer.getByLabel('E-mail address').fill(account.email)
  await drawer.getByLabel(/^Password/).fill(account.password)
  await drawer.getByRole('button', { name: 'Create account' }).click()
}

/** A token as a mail program leaves it: a greeting, lines of 64 characters with `>` before them, a signature. */
export function wrapAsMail(token: string): string {
  const lines = token.match(/.{1,64}/g) ?? []
  return [
    '> Dear customer, here is your license:',
    '>',
    ...lines.map(line => `> ${line}`),
    '>',
    '> Kind regards',
  ].join('\r\n')
}
