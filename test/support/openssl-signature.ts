import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDirectory } from './data-directory.ts'
import type { SigningKey } from './signing-key.ts'
import { base64url, type Json } from './token.ts'

/** Signs claims with `openssl pkeyutl` (Ed25519 and EdDSA keys): no line of JavaScript touches the signature. */
export function signedByOpenssl(key: SigningKey, claims: Json): string {
  const directory = createDirectory('openssl')
  const input = `${base64url(JSON.stringify({ alg: key.alg }))}.${base64url(JSON.stringify(claims))}`
  writeFileSync(join(directory, 'key.pem'), key.pem, { mode: 0o600 })
  writeFileSync(join(directory, 'input'), input)
  const args = [
    'pkeyutl',
    '-sign',
    '-rawin',
    '-inkey',
    join(directory, 'key.pem'),
    '-in',
    join(directory, 'input'),
  ]
  return `${input}.${base64url(execFileSync('openssl', args))}`
}
