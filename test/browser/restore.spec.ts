import { addAccount, setUp } from '../support/accounts.ts'
import { startHub } from '../support/hub.ts'
import { expectAccessible } from './support/accessibility.ts'
import { signIn } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

test('a restore shows what stays ended and what is lost before it is confirmed, and gives back what is unticked', async ({
  page,
}) => {
  const hub = await startHub()
  const admin = await setUp(hub)
  const gone = await addAccount(hub, { name: 'Gone Person' })
  const back = await addAccount(hub, { name: 'Back Again' })
  const other = await addAccount(hub, { name: 'New Password' })
  const key = await hub.admin.post('/api/service-keys', { name: 'pika', scopes: ['status:read'] })
  expect((await hub.admin.post('/api/backups', {})).status).toBe(201)
  for (const { id } of [gone, back]) await hub.admin.delete(`/api/users/${id}`)
  await hub.admin.patch(`/api/users/${other.id}`, { password: 'a tidal quartz lantern' })
  await hub.admin.delete(`/api/service-keys/${key.body.id}`)
  const later = await addAccount(hub, { name: 'Later Person' })

  await page.goto(hub.url)
  await signIn(page, hub, admin)
  await page.goto(`${hub.url}/backups`)
  await page
    .getByRole('button', { name: /^Actions/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Ended service key: pika')).toBeVisible()
  await expect(dialog.getByText(/^Account: Later Person/)).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: /Newer password: New Password/ })).toBeDisabled()
  await expectAccessible(page, 'restore')
  await dialog.getByRole('checkbox', { name: /Deleted account: Back Again/ }).uncheck()
  await dialog.getByLabel('Type “restore” to confirm').fill('restore')
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()

  const { users } = (await hub.admin.get('/api/users')).body
  const emails = users.map(({ email }: { email: string }) => email)
  expect(emails).toContain(back.email)
  expect(emails).not.toContain(gone.email)
  expect(emails).not.toContain(later.email)
  await hub.stop()
})

test('a restore that leaves more accounts than seats says so before the sign-in page, and which license goes', async ({
  page,
}) => {
  const hub = await startHub()
  const admin = await setUp(hub)
  const [large, small] = [
    hub.license({ sub: 'large', customer: 'Large Corp', seats: 10 }),
    hub.license({ sub: 'small', customer: 'Small Corp', seats: 1 }),
  ]
  const load = async (key: string) =>
    expect((await hub.admin.post('/api/license/activate', { key })).status).toBe(200)
  await load(large)
  for (const name of ['One', 'Two']) await addAccount(hub, { name })
  await load(small)
  expect((await hub.admin.post('/api/backups', {})).status).toBe(201)
  await load(large)

  await page.goto(hub.url)
  await signIn(page, hub, admin)
  await page.goto(`${hub.url}/backups`)
  await page
    .getByRole('button', { name: /^Actions/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/^License: Large Corp/)).toBeVisible()
  await dialog.getByLabel('Type “restore” to confirm').fill('restore')
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  const note = page.getByRole('dialog', { name: 'The backup was restored' })
  await expect(note.getByText('3 accounts are enabled; seats of the license: 1.')).toBeVisible()
  await expectAccessible(page, 'after a restore')
  await note.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await hub.stop()
})
