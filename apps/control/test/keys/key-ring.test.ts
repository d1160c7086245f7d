import { createSecretKey, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSigningKey } from '@licet/issuer'
import { verifyLicense } from '@licet/license'
import { afterEach, describe, expect, test } from 'vitest'
import { openKeyRing } from '../../src/keys/key-ring.ts'
import { openKey, sealKey } from '../../src/keys/sealed-key.ts'
import { loadAuditHead } from '../../src/store/audit.ts'
import { loadSecret } from '../../src/store/secrets.ts'
import { loadSigningKeys, type StoredSigningKey } from '../../src/store/signing-keys.ts'
import { keyPassphrase, openTestControl, type TestControl } from '../support/test-control.ts'

const opened: TestControl[] = []
async function open(environment: Record<string, string> = {}): Promise<TestControl> {
  const control = await openTestControl({ environment })
  opened.push(control)
  return control
}
afterEach(async () => {
  for (const control of opened.splice(0)) await control.close()
})

const claims = {
  iss: 'aidoo.biz',
  sub: 'cus_1',
  customer: 'Acme Corp',
  tier: 'professional',
  seats: 10,
  products: ['pika'],
  exp: 4_000_000_000,
}

async function keyOf(control: TestControl, use: string): Promise<StoredSigningKey> {
  const key = (await loadSigningKeys(control.database.db)).find(found => found.use === use)
  if (!key) throw new Error(`no key for ${use}`)
  return key
}

function edit(control: TestControl, kid: string, change: Record<string, string>): Promise<unknown> {
  return control.database.transact(tx =>
    tx.updateTable('signing_key').set(change).where('kid', '=', kid).execute(),
  )
}

/** Changes one symbol in the middle of a member of the envelope. */
function edited(envelope: string, member: 'ciphertext' | 'nonce'): string {
  const parts = JSON.parse(envelope) as Record<string, string>
  const text = parts[member] ?? ''
  const at = text.length >> 1
  const symbol = text[at] === 'A' ? 'B' : 'A'
  return JSON.stringify({ ...parts, [member]: `${text.slice(0, at)}${symbol}${text.slice(at + 1)}` })
}

function cut(envelope: string): string {
  const parts = JSON.parse(envelope) as Record<string, string>
  return JSON.stringify({ ...parts, ciphertext: parts.ciphertext?.slice(0, -8) })
}

describe('the key ring', () => {
  test('makes a license key and an activation key on its first start, and finds them on the next', async () => {
    const control = await open()
    const keys = await loadSigningKeys(control.database.db)
    expect(keys.map(({ use, status }) => `${use} ${status}`).toSorted()).toEqual([
      'activation active',
      'license active',
    ])
    const beside = await openTestControl({ beside: control })
    opened.unshift(beside)
    expect(await loadSigningKeys(beside.database.db)).toEqual(keys)
  })

  test('signs what an installation verifies that trusts these keys', async () => {
    const control = await open()
    const token = await control.deps.keys.sign('license', 'license+jwt', claims)
    const verified = await verifyLicense(token, await control.trust(), { now: control.deps.clock.now() })
    expect(verified.claims.customer).toBe('Acme Corp')
  })

  test('never signs a license that no installation would accept', async () => {
    const control = await open()
    const refused = control.deps.keys.sign('license', 'license+jwt', { ...claims, seats: 0 })
    await expect(refused).rejects.toMatchObject({ code: 'CLAIMS_REFUSED' })
  })

  test('opens private keys in a form that cannot be exported', async () => {
    const sealingKey = createSecretKey(randomBytes(32))
    const made = { ...(await createSigningKey({ use: 'license' })), use: 'license' as const }
    const { privateKey } = await openKey(made, await sealKey(made, sealingKey), sealingKey)
    expect(privateKey.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow()
    await expect(crypto.subtle.exportKey('jwk', privateKey)).rejects.toThrow()
  })
})

type Tampering = [name: string, tamper: (control: TestControl) => Promise<unknown>]

const matrix: Tampering[] = [
  [
    'two envelopes are swapped',
    async control => {
      const [license, activation] = [await keyOf(control, 'license'), await keyOf(control, 'activation')]
      await edit(control, license.kid, { envelope: activation.envelope })
      await edit(control, activation.kid, { envelope: license.envelope })
    },
  ],
  [
    'an envelope and its public part are put under another id',
    async control => {
      const [license, activation] = [await keyOf(control, 'license'), await keyOf(control, 'activation')]
      const { envelope, jwk } = activation
      await edit(control, license.kid, { envelope, jwk: JSON.stringify(jwk) })
    },
  ],
  [
    'the use is changed',
    async control => {
      const activation = await keyOf(control, 'activation')
      await edit(control, activation.kid, { use: 'license', status: 'next' })
    },
  ],
  [
    'the algorithm is changed',
    async control => edit(control, (await keyOf(control, 'license')).kid, { alg: 'EdDSA' }),
  ],
  [
    'the public part is another key’s',
    async control => {
      const jwk = JSON.stringify((await keyOf(control, 'activation')).jwk)
      await edit(control, (await keyOf(control, 'license')).kid, { jwk })
    },
  ],
  [
    'the public part is no JSON',
    async control => edit(control, (await keyOf(control, 'license')).kid, { jwk: 'rubbish' }),
  ],
  [
    'one symbol of the ciphertext is changed',
    async control => {
      const { kid, envelope } = await keyOf(control, 'license')
      await edit(control, kid, { envelope: edited(envelope, 'ciphertext') })
    },
  ],
  [
    'one symbol of the nonce is changed',
    async control => {
      const { kid, envelope } = await keyOf(control, 'license')
      await edit(control, kid, { envelope: edited(envelope, 'nonce') })
    },
  ],
  [
    'the ciphertext is cut short',
    async control => {
      const { kid, envelope } = await keyOf(control, 'license')
      await edit(control, kid, { envelope: cut(envelope) })
    },
  ],
  [
    'the envelope is empty',
    async control => edit(control, (await keyOf(control, 'license')).kid, { envelope: '' }),
  ],
  [
    'a retired key is changed, though it never signs again',
    async control => {
      const { kid, envelope } = await keyOf(control, 'activation')
      await edit(control, kid, { status: 'retired', envelope: edited(envelope, 'ciphertext') })
    },
  ],
  [
    'the proof of the passphrase is changed',
    control =>
      control.database.transact(tx =>
        tx.updateTable('secret').set({ value: '{}' }).where('name', '=', 'key_canary').execute(),
      ),
  ],
  [
    'the proof of the passphrase is removed',
    control =>
      control.database.transact(tx => tx.deleteFrom('secret').where('name', '=', 'key_canary').execute()),
  ],
]

describe('signing is refused, and the server goes on reading, when', () => {
  test.each(matrix)('%s', async (_name, tamper) => {
    const control = await open()
    await tamper(control)
    const restarted = await openTestControl({ beside: control })
    opened.unshift(restarted)
    expect(restarted.deps.keys.state().state).toBe('refused')
    for (const use of ['license', 'activation'] as const) {
      const refused = restarted.deps.keys.sign(use, `${use}+jwt`, claims)
      await expect(refused).rejects.toMatchObject({ code: 'SIGNING_UNAVAILABLE', status: 503 })
    }
    const head = await loadAuditHead(restarted.database.db)
    const made = await restarted.ask('POST', '/v1/signing-keys', { body: { use: 'license' } })
    expect([made.status, made.body.code]).toEqual([503, 'SIGNING_UNAVAILABLE'])
    expect(await loadAuditHead(restarted.database.db)).toEqual(head)
    const ready = await restarted.ask('GET', '/readyz', { as: null })
    expect(ready.body).toMatchObject({ status: 'ready', signing: 'refused' })
    expect(ready.body.reason).not.toBe('')
    expect(restarted.log()).toContain('signing is refused')
    expect((await restarted.ask('GET', '/v1/signing-keys')).status).toBe(200)
  })

  test('the passphrase is another one', async () => {
    const control = await open()
    const { database, log } = control.deps
    const ring = await openKeyRing({ database: database.db, passphrase: 'another passphrase', log })
    expect(ring.state()).toMatchObject({ state: 'refused' })
    await expect(ring.sign('license', 'license+jwt', claims)).rejects.toMatchObject({
      code: 'SIGNING_UNAVAILABLE',
    })
    const right = await openKeyRing({ database: database.db, passphrase: keyPassphrase, log })
    expect(right.state()).toEqual({ state: 'ready', reason: '' })
  })

  test('a key is changed while the server runs and signs with it again', async () => {
    const control = await open()
    const { kid, envelope } = await keyOf(control, 'license')
    await edit(control, kid, { envelope: edited(envelope, 'ciphertext') })
    await expect(control.deps.keys.sign('license', 'license+jwt', claims)).rejects.toMatchObject({
      code: 'SIGNING_UNAVAILABLE',
    })
  })
})

describe('a private key', () => {
  test('stands nowhere: not in the database, an answer or the log', async () => {
    const control = await open()
    const { kid, envelope } = await keyOf(control, 'license')
    const canary = await loadSecret(control.database.db, 'key_canary')
    const answers = await Promise.all(
      [
        '/v1/signing-keys',
        '/v1/keyset/draft',
        '/v1/settings',
        '/v1/audit',
        '/v1/audit/export',
        '/metrics',
      ].map(async path => (await control.ask('GET', path)).text),
    )
    const shown = [...answers, control.log()].join('\n')
    expect(shown).toContain(kid)
    for (const secret of [envelope, JSON.parse(envelope).ciphertext, canary, keyPassphrase, '"d":'])
      expect(shown).not.toContain(secret)
    // PKCS #8 of an Ed25519 key begins like this.
    const clear = Buffer.from('302e020100300506032b6570', 'hex')
    const stored =
      control.databaseUrl === null
        ? [readFileSync(control.databasePath), readFileSync(`${control.databasePath}-wal`)]
        : [Buffer.from(JSON.stringify(await loadSigningKeys(control.database.db)))]
    for (const bytes of stored) {
      expect(bytes.includes(clear)).toBe(false)
      expect(bytes.includes(clear.toString('base64url').slice(0, 14))).toBe(false)
      expect(bytes.includes(keyPassphrase)).toBe(false)
    }
  })
})
