import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { repositoryRoot } from '../support/built.ts'
import { type Control, startControl } from '../support/control.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { issueLicense } from '../support/vendor.ts'
import { settled, widths } from './support/accessibility.ts'
import { activateMachine, enterConsole, openPage, setUpConsole } from './support/console.ts'
import { test } from './support/watched-test.ts'

const folder = `${repositoryRoot}docs/screenshots`

async function picture(page: Page, name: string): Promise<void> {
  await settled(page)
  await page.screenshot({ path: `${folder}/${name}.png` })
}

/** Customers, and in how many days their licenses end. */
const customers: readonly [string, number][] = [
  ['Acme Corp', 21],
  ['Globex', 48],
  ['Initech', 83],
  ['Northwind Hospital', 152],
  ['Stark Industries', 214],
  ['Tyrell', 214],
  ['Umbrella', 290],
  ['Wayne Enterprises', 338],
  ['Wonka Confectionery', 359],
]

/** A vendor with customers: one suspended, one revoked, one with a machine. @returns the id of the last. */
async function sell(control: Control): Promise<string> {
  for (const [name, days] of customers) {
    const terms = {
      customer: { name },
      seats: 25,
      term: undefined,
      expiresAt: wallClock() + days * daySeconds,
    }
    const { id, key } = await issueLicense(control.admin, 'appliance', terms)
    await activateMachine(control, key, `box.${(name.split(' ')[0] ?? '').toLowerCase()}.example`)
    if (name === 'Initech') await control.admin.post(`/v1/licenses/${id}/suspend`, { reason: 'Unpaid' })
    if (name === 'Umbrella') await control.admin.post(`/v1/licenses/${id}/revoke`, { reason: 'Ended' })
  }
  const customer = { customer: { name: 'Hooli' }, seats: 40, tier: 'enterprise' }
  const { id, key } = await issueLicense(control.admin, 'appliance', customer)
  await activateMachine(control, key, 'rack-4.hooli.example')
  return id
}

test('the pictures of the documentation show a control plane in use', async ({ page, context }) => {
  mkdirSync(folder, { recursive: true })
  const control = await startControl()
  const staff = await setUpConsole(control)
  const id = await sell(control)
  await enterConsole(context, control, staff)
  await openPage(page, control, '/', /./)
  await picture(page, 'console-overview')
  await openPage(page, control, `/licensing/license/${id}`, 'Hooli')
  await picture(page, 'console-license')
  await page.setViewportSize(widths.phone)
  await openPage(page, control, '/activate', /./)
  await picture(page, 'console-activate-phone')
  await control.stop()
})
