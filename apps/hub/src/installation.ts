import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Installation } from './deps.ts'

const fileName = 'instance-key.json'

/**
 * Opens this installation's identity, making it on first start.
 *
 * The private key lies in the data directory, 0600, and never leaves it. The id is derived from the public key, so it
 * cannot be claimed without it. Several processes may start at once: the first to finish its file wins.
 *
 * @param dataDir - Absolute; created when missing.
 * @throws {Error} when the file is there and not usable.
 */
export function openInstallation(dataDir: string): Installation {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, fileName)
  if (!existsSync(path)) createKeyFile(path)
  chmodSync(path, 0o600)
  const key = loadKey(path)
  const { x } = key.export({ format: 'jwk' }) as { x: string }
  const thumbprint = thumbprintOf(x)
  const kid = thumbprint.toString('base64url').slice(0, 22)
  return {
    id: `ins_${thumbprint.toString('hex').slice(0, 32)}`,
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x, kid },
    sign: async (payload, typ) => signCompact(key, { alg: 'Ed25519', kid, typ }, payload),
  }
}

/** Tells whether an installation has lived in this data directory. */
export function hasInstallation(dataDir: string): boolean {
  return existsSync(join(dataDir, fileName))
}

function createKeyFile(path: string): void {
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600, flush: true })
  try {
    // A link fails where the name exists already, so a complete file appears at once or not at all.
    linkSync(draft, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(draft)
  }
}

function loadKey(path: string): KeyObject {
  try {
    const key = createPrivateKey({ key: JSON.parse(readFileSync(path, 'utf8')), format: 'jwk' })
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Said below without the cause, which could quote the file.
  }
  throw new Error(`${path} does not hold this installation's key; restore it from a backup, or remove it.`)
}

/** @see RFC 7638, RFC 8037 appendix A.3 */
function thumbprintOf(x: string): Buffer {
  return createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest()
}

function signCompact(key: KeyObject, header: object, payload: object): string {
  const signed = `${base64url(header)}.${base64url(payload)}`
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
