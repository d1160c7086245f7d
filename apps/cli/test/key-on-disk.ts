import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  createSigningKey,
  developmentPrefix,
  rootJwkOf,
  type SigningUse,
  sealKeyFile,
  trustEntryOf,
} from '@licet/issuer'
import { freshFolder } from './run-licet.ts'

/** A key in a file, and what a trust file says of it. */
export interface KeyOnDisk {
  kid: string
  file: string
  entry: object
}

/** Makes the file of a development key: it needs no passphrase, whose derivation would be most of each run. */
export async function keyOnDisk(use: SigningUse): Promise<KeyOnDisk> {
  const key = await createSigningKey({ use, kidPrefix: developmentPrefix })
  const file = join(freshFolder(), `${key.kid}.json`)
  writeFileSync(file, await sealKeyFile(key, null), { mode: 0o600 })
  return { kid: key.kid, file, entry: use === 'root' ? rootJwkOf(key) : trustEntryOf(key) }
}

/** A trust file that names a key. */
export function trustFileOf(key: KeyOnDisk): string {
  const file = join(freshFolder(), 'trust.json')
  writeFileSync(file, JSON.stringify({ issuer: 'aidoo.biz', keys: [key.entry] }))
  return file
}
