import { afterEach, expect, test } from 'vitest'
import { openKeyRing } from '../../src/keys/key-ring.ts'
import { makeFirstKeys } from '../../src/keys/make-first-keys.ts'
import { loadAuditHead } from '../../src/store/audit.ts'
import { loadSecret } from '../../src/store/secrets.ts'
import { loadSigningKeys } from '../../src/store/signing-keys.ts'
import { openTestControl, type TestControl } from '../support/test-control.ts'

const cost = { n: 1024, r: 8, p: 1 }
let control: TestControl
afterEach(() => control.close())

async function withoutKeys(): Promise<void> {
  control = await openTestControl()
  await control.database.transact(async tx => {
    await tx.deleteFrom('signing_key').execute()
    await tx.deleteFrom('secret').where('name', '=', 'key_canary').execute()
  })
}

const make = (passphrase: string, isMade = false) =>
  makeFirstKeys({
    database: control.database,
    passphrase,
    isMade,
    evaluation: true,
    adopt: async () => [],
    now: 1_800_000_000,
    cost,
  })

test('makes no signing key under a passphrase that is guessed soon, and names the variable', async () => {
  await withoutKeys()
  const before = await loadAuditHead(control.database.db)
  for (const passphrase of ['aaaaaaaa', 'butterfly1234', 'passwordpassword', 'Licet2026!!!']) {
    await expect(make(passphrase)).rejects.toThrow(/^CONTROL_KEY_PASSPHRASE is not accepted/)
    expect(await loadSigningKeys(control.database.db)).toEqual([])
    expect(await loadSecret(control.database.db, 'key_canary')).toBeNull()
    expect(await loadAuditHead(control.database.db)).toEqual(before)
  }
  await make('a long walk by the lake')
  expect(await loadSigningKeys(control.database.db)).toHaveLength(2)
})

test('opens keys that exist under whatever passphrase they have', async () => {
  await withoutKeys()
  await make('aaaaaaaa', true)
  await make('aaaaaaaa')
  const ring = await openKeyRing({
    database: control.database.db,
    passphrase: 'aaaaaaaa',
    log: control.deps.log,
  })
  expect(ring.state().state).toBe('ready')
})
