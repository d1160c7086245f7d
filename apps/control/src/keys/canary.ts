import { type KeyObject, randomBytes } from 'node:crypto'
import { deriveSealingKey, openSecret, type ScryptCost, scryptCost, sealSecret } from '@licet/issuer'
import * as z from 'zod/mini'

const context = 'licet-control-canary 1'
const proof = 'the passphrase is right'

/** A file may ask for more work than we would, but not for so much that opening it stalls the machine. */
const canarySchema = z.strictObject({
  n: z.int().check(z.gte(2), z.lte(2 ** 17)),
  r: z.int().check(z.gte(1), z.lte(8)),
  p: z.int().check(z.gte(1), z.lte(8)),
  salt: z.string(),
  cipher: z.literal('aes-256-gcm'),
  nonce: z.string(),
  ciphertext: z.string(),
})

/** Derives a new sealing key, and the row by which a later start proves that it has the same passphrase. */
export async function createCanary(
  passphrase: string,
  cost: ScryptCost = scryptCost,
): Promise<{ text: string; sealingKey: KeyObject }> {
  const salt = randomBytes(16)
  const sealingKey = await deriveSealingKey(passphrase, salt, cost)
  const sealed = sealSecret(Buffer.from(proof), sealingKey, context)
  return {
    sealingKey,
    text: JSON.stringify({ ...cost, salt: salt.toString('base64url'), ...sealed }),
  }
}

/** Derives the sealing key again. @returns null where the passphrase is another one, or the row was changed. */
export async function openCanary(text: string, passphrase: string): Promise<KeyObject | null> {
  try {
    const canary = canarySchema.parse(JSON.parse(text))
    const sealingKey = await deriveSealingKey(passphrase, Buffer.from(canary.salt, 'base64url'), canary)
    return openSecret(canary, sealingKey, context).toString() === proof ? sealingKey : null
  } catch {
    return null
  }
}
