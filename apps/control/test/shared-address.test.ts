import { expect, test } from 'vitest'
import { openTestControl, setUp, superAdminPassword, type TestControl } from './support/test-control.ts'

const signIn = (control: TestControl, email: string, password: string, cookie = '') =>
  control.ask('POST', '/v1/session', {
    as: null,
    body: { email, password },
    headers: { cookie },
    from: '203.0.113.7',
  })

async function guess(control: TestControl, times: number): Promise<number> {
  let tried = 0
  for (let n = 0; n < times; n++)
    if ((await signIn(control, `nobody-${n}@example.com`, 'a wrong password')).status === 401) tried++
  return tried
}

test('fifty wrong passwords at one address keep no right one of another account out, and a known browser gets in whatever follows', async () => {
  const control = await openTestControl()
  await setUp(control)
  expect(await guess(control, 50)).toBe(50)
  const answer = await signIn(control, 'ada@example.com', superAdminPassword)
  expect(answer.status).toBe(200)
  const [mark = ''] = (answer.headers.getSetCookie()[1] ?? '').split(';')
  expect(mark).toMatch(/^licet_control_session_known_[0-9a-f]{8}=/)
  await guess(control, 200)
  expect((await signIn(control, 'bo@example.com', 'a wrong password')).status).toBe(429)
  expect((await signIn(control, 'ada@example.com', superAdminPassword, mark)).status).toBe(200)
  await control.close()
})
