import { randomBytes } from 'node:crypto'
import type { DBAdapter } from 'better-auth/adapters'
import { symmetricDecrypt } from 'better-auth/crypto'
import { hashSecret } from '../service-key.ts'

// Neither 0 and o nor 1, i and l can be mistaken for each other: they are read as one.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const codes = { count: 10, characters: 16, group: 4 } as const
const hashPrefix = 'sha256:'

/** Ten codes of 80 random bits, in groups of four. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: codes.count }, () => {
    const symbols = Array.from(randomBytes(codes.characters), byte => alphabet[byte & 31])
    return Array.from({ length: codes.characters / codes.group }, (_, index) =>
      symbols.slice(index * codes.group, (index + 1) * codes.group).join(''),
    ).join('-')
  })
}

/**
 * The stored form of a recovery code that somebody typed: case, blanks and dashes do not matter.
 *
 * Codes of earlier versions distinguish capitals and have eleven characters; they are told by that length.
 */
export function recoveryCodeHash(typed: string): string {
  const trimmed = typed.trim()
  if (/^[a-z\d]{5}-[a-z\d]{5}$/i.test(trimmed)) return hashPrefix + hashSecret(trimmed)
  const plain = trimmed.toLowerCase().replace(/[\s-]/gu, '').replaceAll('o', '0').replace(/[il]/g, '1')
  return hashPrefix + hashSecret(plain)
}

/**
 * How recovery codes lie in the database: as a JSON list of hashes. Lists of earlier versions were encrypted; they are read, and
 * hashed when they are next written.
 *
 * @param secret - That of the engine, under which they were encrypted.
 */
export function recoveryCodeStorage(secret: string): {
  encrypt(list: string): Promise<string>
  decrypt(stored: string): Promise<string>
} {
  const hashList = (list: string): string =>
    JSON.stringify(
      (JSON.parse(list) as string[]).map(code =>
        code.startsWith(hashPrefix) ? code : recoveryCodeHash(code),
      ),
    )
  return {
    encrypt: async list => hashList(list),
    decrypt: async stored =>
      isHashed(stored) ? stored : hashList(await symmetricDecrypt({ key: secret, data: stored })),
  }
}

/**
 * Hashes the lists of earlier versions, which were encrypted under a secret that lies beside them. A list that cannot be read,
 * as it is damaged or was encrypted under another secret, stays as it is: its codes open nothing, and no other account is affected.
 */
export async function hashRecoveryCodes(
  adapter: Pick<DBAdapter, 'findMany' | 'updateMany'>,
  secret: string,
): Promise<void> {
  const storage = recoveryCodeStorage(secret)
  const rows = await adapter.findMany<{ id: string; backupCodes: string }>({
    model: 'twoFactor',
    limit: 1_000_000,
  })
  for (const { id, backupCodes } of rows.filter(row => !isHashed(row.backupCodes))) {
    const hashes = await storage.decrypt(backupCodes).catch(() => null)
    if (hashes === null) continue
    await adapter.updateMany({
      model: 'twoFactor',
      where: [
        { field: 'id', value: id },
        { field: 'backupCodes', value: backupCodes },
      ],
      update: { backupCodes: hashes },
    })
  }
}

const isHashed = (stored: string): boolean => stored.startsWith('[')
