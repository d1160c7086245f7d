import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Cost of one hash: memory is 128 × n × r bytes. */
export interface PasswordCost {
  n: number
  r: number
  p: number
}

/** 32 MiB and a quarter of a second of one core: OWASP's scrypt setting of the least memory that two cores carry at once. */
export const passwordCost: PasswordCost = { n: 2 ** 15, r: 8, p: 3 }

/** A stored hash may come from a restored backup: one that costs more than any of ours is not computed. */
const costMax = { memoryBytes: 2 ** 26, parallel: 16 } as const

/**
 * Hashes a password as `scrypt$n$r$p$salt$hash` (base64url). In a server every hash waits for its turn, see `passwordTurns`.
 *
 * @param password - Taken in NFC, so that every keyboard types the same.
 */
export async function hashPassword(password: string, cost: PasswordCost = passwordCost): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password.normalize('NFC'), salt, cost)
  return ['scrypt', cost.n, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/**
 * Tells whether a password is the one that was hashed, in whatever normal form it is typed; one that is not in NFC is also tried
 * as it is, as it was hashed before.
 *
 * @returns false for a text that is no hash of ours, or one that would cost more than any of ours.
 */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [kind, n, r, p, salt, hash] = stored.split('$')
  if (kind !== 'scrypt' || salt === undefined || hash === undefined) return false
  const expected = Buffer.from(hash, 'base64url')
  const cost = { n: Number(n), r: Number(r), p: Number(p) }
  if (!isAffordable(cost)) return false
  const matches = async (form: string): Promise<boolean> => {
    const found = await derive(form, Buffer.from(salt, 'base64url'), cost)
    return found.length === expected.length && timingSafeEqual(found, expected)
  }
  const normal = password.normalize('NFC')
  return (await matches(normal)) || (normal !== password && (await matches(password)))
}

function isAffordable({ n, r, p }: PasswordCost): boolean {
  const isPower = Number.isSafeInteger(n) && n >= 2 && Number.isInteger(Math.log2(n))
  const isWhole = [r, p].every(value => Number.isSafeInteger(value) && value >= 1)
  return isPower && isWhole && 128 * n * r <= costMax.memoryBytes && p <= costMax.parallel
}

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N: cost.n, r: cost.r, p: cost.p, maxmem: 256 * cost.n * cost.r }
    scrypt(password, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
