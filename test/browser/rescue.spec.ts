import { writeFileSync } from 'node:fs'
import { setUp } from '../support/accounts.ts'
import { databasePath } from '../support/database-file.ts'
import { startHub } from '../support/hub.ts'
import { expectAccessible } from './support/accessibility.ts'
import { signIn } from './support/deeds.ts'
import { expect, test } from './support/watched-test.ts'

test('a Hub whose database is damaged is brought back in the browser, with the operator’s token', async ({
  page,
}) => {
  const first = await startHub()
  const admin = await setUp(first)
  await first.admin.post('/api/license/activate', { key: first.license({ jti: 'lic_kept' }) })
  expect((await first.admin.post('/api/backups')).status).toBe(201)
  await first.stop()
  writeFileSync(databasePath(first.dataDir), 'this is no database any more, it is a sentence '.repeat(2_000))

  const hub = await first.beside()
  await page.goto(hub.url)
  await expect(page.getByRole('heading', { name: 'Restore a backup' })).toBeVisible()
  await expect(page.getByText('DATABASE_CORRUPT')).toBeVisible()
  await page.getByLabel(/^Administrator token/).fill(hub.adminToken)
  await page.getByRole('button', { name: 'Show backups' }).click()
  await expect(page.getByRole('button', { name: 'Restore', exact: true })).toBeVisible()
  await expectAccessible(page, 'rescue')
  await page.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await signIn(page, hub, admin)
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({
    valid: true,
    license_id: 'lic_kept',
  })
  await hub.stop()
})
