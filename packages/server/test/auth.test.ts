import { memoryAdapter } from 'better-auth/adapters/memory'
import { symmetricEncrypt } from 'better-auth/crypto'
import { expect, test } from 'vitest'
import { openAuth } from '../src/accounts/index.ts'

const secret = 'a secret of the engine, 0123456789abcdef'
const visitor = { address: '192.0.2.1', userAgent: '', cookies: 'other=1' }
const empty = () => ({
  user: [],
  session: [],
  account: [],
  verification: [],
  twoFactor: [] as { id: string; backupCodes: string }[],
})

const openWith = (openStore: Parameters<typeof openAuth>[0]['openStore']) =>
  openAuth({ appName: 'Licet', cookieName: 'licet', secure: false, isEnabled: () => true, openStore })

test('accounts open at the next call where the database was busy at the first', async () => {
  let calls = 0
  const auth = openWith(async () => {
    calls++
    if (calls === 1) throw new Error('SQLITE_BUSY')
    return { adapter: memoryAdapter(empty()), secret }
  })
  await expect(auth.isKnownBrowser(visitor, 'ada@example.com')).rejects.toThrow('SQLITE_BUSY')
  expect(await auth.isKnownBrowser(visitor, 'ada@example.com')).toBe(false)
  expect(await auth.isKnownBrowser(visitor, 'ada@example.com')).toBe(false)
  expect(calls).toBe(2)
})

test('a list of recovery codes that cannot be read keeps no other account from being served', async () => {
  const tables = empty()
  const readable = await symmetricEncrypt({ key: secret, data: JSON.stringify(['aBcDe-12345']) })
  tables.twoFactor.push({ id: 'tfa_1', backupCodes: 'damaged' }, { id: 'tfa_2', backupCodes: readable })
  const auth = openWith(async () => ({ adapter: memoryAdapter(tables), secret }))
  expect(await auth.isKnownBrowser(visitor, 'ada@example.com')).toBe(false)
  expect(tables.twoFactor.map(({ backupCodes }) => backupCodes)).toEqual([
    'damaged',
    expect.stringMatching(/^\["sha256:/),
  ])
})
