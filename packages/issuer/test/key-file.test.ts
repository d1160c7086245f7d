import { createSigningKey, openKeyFile, parseKeyFile, sealKeyFile, signLicense } from '@licet/issuer'
import type { Alg } from '@licet/license'
import { describe, expect, it } from 'vitest'
import { sampleClaims } from './sample-claims.ts'

const passphrase = 'correct horse battery staple'
const key = await createSigningKey({ use: 'license', kid: 'license-1' })
const sealed = await sealKeyFile(key, passphrase)

function edited(change: (file: any) => void): string {
  const file = JSON.parse(sealed)
  change(file)
  return JSON.stringify(file)
}

describe('a key file', () => {
  it.each<Alg>(['Ed25519', 'EdDSA', 'ES256'])('gives back the %s key that was sealed', async alg => {
    const made = await createSigningKey({ alg, use: 'license' })
    const opened = await openKeyFile(await sealKeyFile(made, passphrase), passphrase)
    expect({ ...opened, privateKey: null }).toEqual({ ...made, privateKey: null })
    await expect(signLicense(sampleClaims(), opened)).resolves.toMatch(/^eyJ/)
  })

  it('shows its public part without the passphrase', () => {
    expect(parseKeyFile(sealed)).toMatchObject({ kid: 'license-1', use: 'license', jwk: key.jwk })
  })

  it('never holds the private part in the clear', async () => {
    const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key.privateKey))
    const { d } = await crypto.subtle.exportKey('jwk', key.privateKey)
    for (const encoding of ['base64', 'base64url', 'hex'] as const)
      expect(sealed).not.toContain(pkcs8.subarray(-32).toString(encoding))
    expect(sealed).not.toContain(d)
  })

  it('is another one each time: salt and nonce are fresh', async () => {
    const [one, two] = [
      parseKeyFile(sealed).private,
      parseKeyFile(await sealKeyFile(key, passphrase)).private,
    ]
    expect(one).not.toMatchObject({ salt: (two as any).salt })
    expect(one).not.toMatchObject({ nonce: (two as any).nonce })
    expect(one).not.toMatchObject({ ciphertext: (two as any).ciphertext })
  })

  it.each(['', 'wrong horse battery staple', `${passphrase} `, passphrase.toUpperCase()])(
    'stays closed to the passphrase %j',
    async wrong => {
      await expect(openKeyFile(sealed, wrong)).rejects.toMatchObject({ code: 'KEY_FILE_LOCKED' })
    },
  )

  it('opens for the same passphrase in another Unicode spelling', async () => {
    const file = await sealKeyFile(key, 'pa\u00dfwort m\u00fcnchen')
    await expect(openKeyFile(file, 'pa\u00dfwort mu\u0308nchen')).resolves.toMatchObject({ kid: 'license-1' })
  })

  it.each<[string, (file: any) => void]>([
    ['its key id', file => (file.kid = 'license-2')],
    ['its use', file => (file.use = 'activation')],
    ['its algorithm', file => (file.alg = 'EdDSA')],
    ['its public part', file => (file.jwk.x = 'A'.repeat(43))],
    ['its salt', file => (file.private.salt = 'A'.repeat(22))],
    ['its nonce', file => (file.private.nonce = 'A'.repeat(16))],
    ['its cost', file => (file.private.n = 2 ** 14)],
    [
      'the first byte of its ciphertext',
      file => (file.private.ciphertext = flip(file.private.ciphertext, 0)),
    ],
    ['the last byte of its tag', file => (file.private.ciphertext = flip(file.private.ciphertext, -1))],
    [
      'the length of its ciphertext',
      file => (file.private.ciphertext = file.private.ciphertext.slice(0, -4)),
    ],
    ['everything but the tag', file => (file.private.ciphertext = file.private.ciphertext.slice(-22))],
  ])('stays closed once somebody changed %s', async (_what, change) => {
    await expect(openKeyFile(edited(change), passphrase)).rejects.toMatchObject({ code: 'KEY_FILE_LOCKED' })
  })

  it('stays closed when the private part of another file is put in', async () => {
    const other = await createSigningKey({ use: 'license', kid: 'license-2' })
    const swapped = JSON.parse(await sealKeyFile(other, passphrase)).private
    const file = edited(value => (value.private = swapped))
    await expect(openKeyFile(file, passphrase)).rejects.toMatchObject({ code: 'KEY_FILE_LOCKED' })
  })

  it.each<[string, string]>([
    ['no JSON', 'not a key'],
    ['a list', '[]'],
    ['another version', edited(file => (file.version = 2))],
    ['an unknown field', edited(file => (file.comment = 'mine'))],
    ['a private JWK', edited(file => (file.jwk.d = 'A'.repeat(43)))],
    ['a cost that would stall the machine', edited(file => (file.private.n = 2 ** 24))],
    ['a production key in the clear', edited(file => (file.private = { kdf: 'none', pkcs8: 'AAAA' }))],
    ['a key id that needs quoting', edited(file => (file.kid = '../../etc/passwd'))],
  ])('is refused when it is %s', (_what, text) => {
    expect(() => parseKeyFile(text)).toThrow(expect.objectContaining({ code: 'KEY_FILE_INVALID' }))
  })

  it('is never written under a passphrase that is too short, or none', async () => {
    await expect(sealKeyFile(key, 'short')).rejects.toMatchObject({ code: 'PASSPHRASE_TOO_SHORT' })
    await expect(sealKeyFile(key, null)).rejects.toMatchObject({ code: 'PASSPHRASE_MISSING' })
  })

  it('may be in the clear for a development key, which still has to match its public part', async () => {
    const made = await createSigningKey({ use: 'license', kidPrefix: 'dev-' })
    const file = await sealKeyFile(made, null)
    await expect(openKeyFile(file, null)).resolves.toMatchObject({ kid: made.kid })
    const swapped = JSON.stringify({ ...JSON.parse(file), jwk: key.jwk })
    await expect(openKeyFile(swapped, null)).rejects.toMatchObject({ code: 'KEY_MISMATCH' })
  })
})

function flip(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64url')
  const index = at < 0 ? bytes.length + at : at
  bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index)
  return bytes.toString('base64url')
}
