import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { issuedAt, sevenClaims } from './foreign-issuer.ts'
import { freshFolder, runLicet } from './run-licet.ts'

const folder = freshFolder()
const file = (name: string): string => join(folder, name)
const hasOpenssl = canRun('openssl')

describe.runIf(hasOpenssl)('keys made by the openssl command', () => {
  it('verify an Ed25519 token that openssl signed', async () => {
    openssl('genpkey', '-algorithm', 'ed25519', '-out', file('ed.pem'))
    openssl('pkey', '-in', file('ed.pem'), '-pubout', '-outform', 'DER', '-out', file('ed.der'))
    const x = readFileSync(file('ed.der')).subarray(-32).toString('base64url')
    const signed = signingInput('Ed25519')
    writeFileSync(file('ed.txt'), signed)
    openssl(
      'pkeyutl',
      '-sign',
      '-rawin',
      '-inkey',
      file('ed.pem'),
      '-in',
      file('ed.txt'),
      '-out',
      file('ed.sig'),
    )
    const token = `${signed}.${readFileSync(file('ed.sig')).toString('base64url')}`
    expect(await verify('Ed25519', { kty: 'OKP', crv: 'Ed25519', x }, token)).toMatchObject({ code: 0 })
  })

  it('verify an ES256 token that openssl signed', async () => {
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', file('ec.pem'))
    openssl('pkey', '-in', file('ec.pem'), '-pubout', '-outform', 'DER', '-out', file('ec.der'))
    const point = readFileSync(file('ec.der')).subarray(-64)
    const [x, y] = [point.subarray(0, 32).toString('base64url'), point.subarray(32).toString('base64url')]
    const signed = signingInput('ES256')
    writeFileSync(file('ec.txt'), signed)
    openssl('dgst', '-sha256', '-sign', file('ec.pem'), '-out', file('ec.sig'), file('ec.txt'))
    const token = `${signed}.${fromDer(readFileSync(file('ec.sig'))).toString('base64url')}`
    expect(await verify('ES256', { kty: 'EC', crv: 'P-256', x, y }, token)).toMatchObject({ code: 0 })
  })
})

function verify(alg: string, jwk: object, token: string) {
  const entry = { kid: 'openssl', alg, use: 'license', status: 'active', jwk }
  writeFileSync(file('trust.json'), JSON.stringify({ issuer: 'aidoo.biz', keys: [entry] }))
  const args = ['verify', '--trust', file('trust.json'), '--now', String(issuedAt), '-']
  return runLicet(args, { input: token })
}

function signingInput(alg: string): string {
  return [{ alg }, sevenClaims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
}

/** ECDSA-Sig-Value (RFC 3279) to the two 32-byte numbers that JOSE wants (RFC 7518 section 3.4). */
function fromDer(der: Buffer): Buffer {
  const rLength = der.readUInt8(3)
  const r = der.subarray(4, 4 + rLength)
  const s = der.subarray(4 + rLength + 2)
  return Buffer.concat([r, s].map(number => Buffer.concat([Buffer.alloc(32), number]).subarray(-32)))
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' })
}

function canRun(program: string): boolean {
  try {
    execFileSync(program, ['version'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
