import { expect, test } from 'vitest'
import { startControl } from '../support/control.ts'
import { runCli } from '../support/hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { assertStatus } from '../support/vendor.ts'

test('a list by its end, longer than a page: what was renewed stands in it once more and is not asked for again', async () => {
  const control = await startControl()
  const count = 201
  const terms = { customer: { name: 'Due Corp' }, policy: 'self-hosted', tier: 'professional', seats: 10 }
  const license = { ...terms, products: ['vera'], expiresAt: wallClock() + 20 * daySeconds }
  const licenses = Array.from({ length: count }, () => license)
  assertStatus(await control.admin.post('/v1/imports/licenses', { licenses }), 201, 'importing')
  const env = { LICET_CONTROL_URL: control.url, LICET_CONTROL_TOKEN: control.adminToken }
  const options = ['--tier', 'professional', '--expires-after', '1d', '--expires-before', '25d', '--json']
  const known = JSON.parse((await runCli(['license', 'list', ...options], { env })).stdout).total
  const end = await runCli(['license', 'renew-all', ...options, '--expires', '24d'], { env })
  expect(known).toBe(count)
  expect(JSON.parse(end.stdout)).toEqual({ renewed: known, refused: 0, obstacles: [] })
  await control.stop()
})
