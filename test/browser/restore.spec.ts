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
