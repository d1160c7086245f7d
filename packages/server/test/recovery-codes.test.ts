import { symmetricEncrypt } from 'better-auth/crypto'
import { expect, test } from 'vitest'
import { createRecoveryCodes, recoveryCodeHash, recoveryCodeStorage } from '../src/accounts/recovery-codes.ts'

const secret = 'a secret of the engine, 0123456789abcdef'
const storage = recoveryCodeStorage(secret)

test('recovery codes are stored as hashes, and stay the same when the list is written again', async () => {
  const codes = createRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  const stored = await storage.encrypt(JSON.stringify(codes))
  for (const code of codes) {
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/)
    expect(stored).not.toContain(code)
    expect(JSON.parse(stored)).toContain(recoveryCodeHash(code))
  }
  expect(await storage.encrypt(await storage.decrypt(stored))).toBe(stored)
})

test('a recovery code is read in capitals, without dashes, with blanks, and with letters for the digits they look like', () => {
  const wanted = recoveryCodeHash('01ab-cdef-ghjk-mnpq')
  for (const typed of [
    '01AB-CDEF-GHJK-MNPQ',
    '01abcdefghjkmnpq',
    ' olab cdef ghjk mnpq ',
    'OIAB-CDEF-GHJK-MNPQ',
  ])
    expect(recoveryCodeHash(typed)).toBe(wanted)
  for (const typed of ['01ab-cdef-ghjk-mnp', '01ab-cdef-ghjk-mnpr', '', wanted])
    expect(recoveryCodeHash(typed)).not.toBe(wanted)
})

test('lists that an earlier version encrypted are read, hashed, and open as they were typed then', async () => {
  const old = await symmetricEncrypt({ key: secret, data: JSON.stringify(['aBcDe-12345', 'XXXXX-yyyyy']) })
  const list = JSON.parse(await storage.decrypt(old))
  expect(list).toEqual(['aBcDe-12345', 'XXXXX-yyyyy'].map(recoveryCodeHash))
  expect(list).not.toContain(recoveryCodeHash('abcde-12345'))
})
