import type { Page } from '@playwright/test'
import { createAccount } from '../support/accounts.ts'
import { startNewHub } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

const pressesMax = 60

/** Presses Tab until the focus is on what is named; every stop on the way must be visible. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < pressesMax; press++) {
    await page.keyboard.press('Tab')
    const focus = page.locator(':focus')
    if ((await focus.count()) === 0) continue
    expect(await isShown(page), `focus on "${await nameOf(page)}"`).toBe(true)
    if (name.test(await nameOf(page))) return
  }
  throw new Error(`${name} is not reached with the Tab key`)
}

/** A radio button of a segmented control is drawn by its label. */
function isShown(page: Page): Promise<boolean> {
  return page.locator(':focus').evaluate(element => {
    const drawn = (element as HTMLInputElement).labels?.[0] ?? element
    const { width, height } = drawn.getBoundingClientRect()
    return drawn.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0
  })
}

/** What somebody hears at the focus: the label, else the text. */
function nameOf(page: Page): Promise<string> {
  return page.locator(':focus').evaluate(element => {
    const labels = (element as HTMLInputElement).labels
    const label = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent
    return (label ?? '').trim()
  })
}

test('the main path needs no mouse: set-up, activating a license, an account, a key', async ({ page }) => {
  const { hub, link } = await startNewHub()
  const admin = createAccount({ name: 'Ada Admin' })
  const { keyboard } = page
  const fill = async (name: RegExp, text: string): Promise<void> => {
    await tabTo(page, name)
    await keyboard.insertText(text)
  }
  const press = async (name: RegExp): Promise<void> => {
    await tabTo(page, name)
    await keyboard.press('Enter')
  }

  await page.goto(link)
  await expect(page.getByLabel('Set-up token')).toBeFocused()
  await fill(/^Your name/, admin.name)
  await fill(/^E-mail address/, admin.email)
  await fill(/^Password/, admin.password)
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Welcome, Ada Admin' })).toBeVisible()

  await press(/^Activate a license/)
  await expect(page.getByLabel('License, file or code')).toBeFocused()
  await keyboard.insertText(hub.license())
  await expect(page.getByRole('button', { name: 'Activate', exact: true })).toBeVisible()
  await press(/^Activate$/)
  await expect(page.getByRole('heading', { name: 'Activated', exact: true })).toBeVisible()

  await press(/^Create accounts/)
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible()
  await press(/^Create user/)
  await expect(
    page.getByRole('dialog', { name: 'Create user' }).getByRole('textbox', { name: 'Name', exact: true }),
  ).toBeFocused()
  const user = createAccount({ name: 'Ben Berger' })
  await keyboard.insertText(user.name)
  await fill(/^E-mail address/, user.email)
  await fill(/^Password/, user.password)
  await keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Ben Berger' })).toBeVisible()

  await press(/^Service keys/)
  await expect(page.getByRole('heading', { level: 1, name: 'Service keys' })).toBeVisible()
  await press(/^Create key/)
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true })).toBeFocused()
  await keyboard.insertText('Vera')
  await keyboard.press('Enter')
  await expect(page.getByLabel('service key', { exact: true })).toContainText('lsk_')
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await hub.stop()
})

test('the first stop of every page leads past the navigation', async ({ page }) => {
  const { hub, link } = await startNewHub()
  await page.goto(link)
  await page.getByLabel('Your name').fill('Ada Admin')
  await page.getByLabel('E-mail address').fill('ada@example.test')
  await page.getByLabel(/^Password/).fill('a sentence that nobody would guess')
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await page.getByRole('link', { name: 'To the dashboard' }).click()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await hub.stop()
})
