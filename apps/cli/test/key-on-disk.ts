import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  createRootKey,
  createSigningKey,
  rootJwkOf,
  type SigningUse,
  sealKeyFile,
  trustEntryOf,
} from '@licet/issuer'
import { freshFolder } from './run-licet.ts'

/** The passphrase of every key file made here. */
export const passphrase = 'correct horse battery staple'

/** A key in an encrypted file, and the file with its public part. */
export interface KeyOnDisk {
  kid: string
  file: string
  entry: object
}

/** Makes a key file as `licet keys generate` writes it. */
export async function keyOnDisk(use: SigningUse): Promise<KeyOnDisk> {
  const key = use === 'root' ? await createRootKey() : await createSigningKey({ use })
  const file = join(freshFolder(), `${key.kid}.json`)
  writeFileSync(file, await sealKeyFile(key, passphrase), { mode: 0o600 })
  return { kid: key.kid, file, entry: use === 'root' ? rootJwkOf(key) : trustEntryOf(key) }
}

/** A trust file that names a key. */
export function trustFileOf(key: KeyOnDisk): string {
  const file = join(freshFolder(), 'trust.json')
  writeFileSync(file, JSON.stringify({ issuer: 'aidoo.biz', keys: [key.entry] }))
  return file
}
