import type { BrowserContext, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { type Account, createAccount } from '../../support/accounts.ts'
import type { Control } from '../../support/control.ts'
import { assertStatus, type Role } from '../../support/vendor.ts'

/** A member of the staff who can sign in. */
export type Staff = Pick<Account, 'name' | 'email' | 'password'>

/** Sets the control plane up; the first account is a super_admin. */
export async function setUpConsole(control: Control): Promise<Staff> {
  const { role: _, ...first } = createAccount({ name: 'Ada Lund' })
  assertStatus(
    await control.anonymous.post('/v1/setup', { token: control.setupToken, ...first }),
    201,
    'set-up',
  )
  return first
}

/** Adds a member of the staff. */
export async function addStaff(control: Control, role: Role): Promise<Staff> {
  const { role: _, ...account } = createAccount({ name: `The ${role}` })
  assertStatus(await control.admin.post('/v1/staff', { ...account, role }), 201, `adding ${role}`)
  return account
}

/** Signs in behind the pages: the browser holds the session cookie afterwards. */
export async function enterConsole(context: BrowserContext, control: Control, staff: Staff): Promise<void> {
  const { email, password } = staff
  const answer = await context.request.post(`${control.url}/v1/session`, { data: { email, password } })
  expect(answer.status()).toBe(200)
}

/** Opens a page of the console and waits for its heading. */
export async function openPage(
  page: Page,
  control: Control,
  path: string,
  heading: string | RegExp,
): Promise<void> {
  await page.goto(control.url + path)
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
}

/** Activates a machine with a short key, as an installation does; returns the answer's body. */
export async function activateMachine(control: Control, key: string, hostname: string): Promise<void> {
  const hash = (part: string) =>
    `sha256:${Buffer.from(`${part}${hostname}`.repeat(32)).toString('hex').slice(0, 64)}`
  const components = Object.fromEntries(['machine', 'os', 'cpu', 'mac'].map(name => [name, hash(name)]))
  const answer = await control.anonymous.post('/v1/licenses/activate', {
    key,
    fingerprint: { components },
    hostname,
  })
  assertStatus(answer, 200, 'activating')
}
