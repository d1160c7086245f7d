import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { addAccount, setUp } from '../support/accounts.ts'
import { openDatabase } from '../support/database-file.ts'
import { startHub } from '../support/hub.ts'
import { expectAccessible } from './support/accessibility.ts'
import { signIn, signInBehind } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

test('a restore shows what stays ended and what is lost before it is confirmed, and gives back what is unticked', async ({
  page,
}) => {
  const hub = await startHub()
  const admin = await setUp(hub)
  const load = async (rev: number, seats: number) =>
    expect((await hub.admin.post('/api/license/activate', { key: hub.license({ rev, seats }) })).status).toBe(
      200,
    )
  await load(1, 4)
  const gone = await addAccount(hub, { name: 'Gone Person' })
  const back = await addAccount(hub, { name: 'Back Again' })
  const other = await addAccount(hub, { name: 'New Password' })
  const key = await hub.admin.post('/api/service-keys', { name: 'pika', scopes: ['status:read'] })
  expect((await hub.admin.post('/api/backups', {})).status).toBe(201)
  for (const { id } of [gone, back]) await hub.admin.delete(`/api/users/${id}`)
  await hub.admin.patch(`/api/users/${other.id}`, { password: 'a tidal quartz lantern' })
  await hub.admin.delete(`/api/service-keys/${key.body.id}`)
  const later = await addAccount(hub, { name: 'Later Person' })
  await load(2, 2)

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
  const seats = dialog.getByRole('status')
  await expect(seats).toHaveCount(0)
  await dialog.getByRole('checkbox', { name: /Deleted account: Back Again/ }).uncheck()
  await expect(seats).toHaveText(/^3 accounts will be enabled; seats of the license: 2\./)
  await dialog.getByLabel('Type “restore” to confirm').fill('restore')
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  const notes = page.getByRole('dialog', { name: 'The backup was restored' })
  await expect(notes.getByText(/^3 accounts are enabled; seats of the license: 2\./)).toBeVisible()
  await notes.getByRole('button', { name: 'Sign in' }).click()
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
  await expect(dialog.getByRole('status')).toHaveText(
    /^3 accounts will be enabled; seats of the license: 1\./,
  )
  await dialog.getByLabel('Type “restore” to confirm').fill('restore')
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  const note = page.getByRole('dialog', { name: 'The backup was restored' })
  await expect(note.getByText('3 accounts are enabled; seats of the license: 1.')).toBeVisible()
  await expectAccessible(page, 'after a restore')
  await note.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await hub.stop()
})

test.describe('in German', () => {
  test.use({ locale: 'de-DE' })

  test('a backup that cannot be restored says why, and so does one of a log that somebody edited', async ({
    page,
    context,
  }) => {
    const hub = await startHub()
    const admin = await setUp(hub)
    const { name } = (await hub.admin.post('/api/backups', {})).body
    const folder = join(hub.dataDir, 'backups')
    copyFileSync(join(folder, name), join(folder, 'hub-9-2-manual.db'))
    const hostile = new Database(join(folder, 'hub-9-2-manual.db'))
    hostile.exec('CREATE TRIGGER silence BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END')
    hostile.close()
    await signInBehind(context, hub, admin)
    await page.goto(`${hub.url}/backups`)
    await page.getByRole('button', { name: 'Aktionen für hub-9-2-manual.db' }).click()
    await page.getByRole('menuitem', { name: 'Zurückholen' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('Etwas gehört nicht dazu: Trigger silence.')).toBeVisible()
    await page.keyboard.press('Escape')

    const raw = openDatabase(hub.dataDir)
    raw.exec(`UPDATE audit SET actor_name = 'Somebody else' WHERE sequence = 2`)
    raw.close()
    await page.getByRole('button', { name: 'Sicherung machen' }).click()
    await expect(page.getByRole('alert')).toHaveText(
      /lässt sich aber nicht zurückholen.* Eintrag 2 gebrochen/,
    )
    await expectAccessible(page, 'warning of a backup')
    await page.goto(`${hub.url}/diagnostics`)
    await expect(page.getByText('Das Protokoll wurde geändert: seine Kette ist gebrochen.')).toBeVisible()
    await expect(page.getByText('gebrochen ab Eintrag 2')).toBeVisible()
    await hub.stop()
  })
})
