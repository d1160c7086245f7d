import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { installationIdOf } from '@licet/license'
import { ActivationError } from '../errors.ts'

/** Who this installation is: an id that nobody else can claim, and the key that proves it. */
export interface InstanceKey {
  /** `ins_` and 32 hex digits of the public key's thumbprint. */
  id: string
  publicJwk: { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string }
  /** Signs a payload as a compact JWS of this type. */
  sign: (payload: object, typ: string) => Promise<string>
}

const fileName = 'instance-key.json'
const keyBytesMax = 4096

/**
 * Opens this installation's identity, making it on first use.
 *
 * The private key lies in the folder, 0600, and never leaves it. The id is derived from the public key, so it cannot be
 * claimed without it. Several processes may start at once: the first to finish its file wins.
 *
 * @param folder - Absolute; created when missing, 0700.
 * @throws {ActivationError} INSTANCE_KEY_UNUSABLE, HOME_UNUSABLE
 */
export function openInstanceKey(folder: string): InstanceKey {
  const path = join(folder, fileName)
  prepare(folder, path)
  const key = loadKey(path)
  const { x } = key.export({ format: 'jwk' }) as { x: string }
  const kid = thumbprintOf(x).slice(0, 22)
  return {
    id: installationIdOf({ x }),
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x, kid },
    sign: async (payload, typ) => signCompact(key, { alg: 'Ed25519', kid, typ }, payload),
  }
}

/** Tells whether an installation has lived in this folder. */
export function hasInstanceKey(folder: string): boolean {
  return existsSync(join(folder, fileName))
}

function prepare(folder: string, path: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!existsSync(path)) createKeyFile(path)
  } catch (cause) {
    throw new ActivationError('HOME_UNUSABLE', folder, { cause })
  }
}

function createKeyFile(path: string): void {
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = `${path}.${randomBytes(9).toString('base64url')}`
  const text = JSON.stringify(privateKey.export({ format: 'jwk' }))
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true })
  try {
    // A link fails where the name exists already, so a complete file appears at once or not at all.
    linkSync(draft, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function loadKey(path: string): KeyObject {
  try {
    const key = createPrivateKey({ key: JSON.parse(readKeyFile(path)), format: 'jwk' })
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Said below without the cause, which could quote the file.
  }
  throw new ActivationError('INSTANCE_KEY_UNUSABLE', path)
}

/** Waits for no pipe; takes back permissions that are too wide. */
function readKeyFile(path: string): string {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stat = fstatSync(file)
    if (!stat.isFile() || stat.size > keyBytesMax) throw new TypeError('not a key file')
    if ((stat.mode & 0o077) !== 0) fchmodSync(file, 0o600)
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}

/** @see RFC 7638, RFC 8037 appendix A.3 */
function thumbprintOf(x: string): string {
  return createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')
}

function signCompact(key: KeyObject, header: object, payload: object): string {
  const signed = `${base64url(header)}.${base64url(payload)}`
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
