import { createPublicKey, verify as verifySignature, type webcrypto } from 'node:crypto'
import { parseTrust, verifyLicense } from '@licet/license'
import { importJWK, jwtVerify } from 'jose'
import { type Alg, createSigningKey } from '../support/signing-key.ts'
import { sevenClaims, signToken, wallClock } from '../support/token.ts'
import { trustEntry, trustOf } from '../support/trust-file.ts'
import { interleave, median, ratioOf } from './measure/interleave.ts'
import { figure, isFull, printMachine, printTable, printVerdicts, type Verdict } from './measure/report.ts'

/** The strict verifier, uncached, beside jose's and beside the signature check alone; one token after the other. */
const rounds = isFull ? 41 : 15
const calls = { Ed25519: 1_500, EdDSA: 1_500, ES256: 1_500 } as const

async function time(check: () => unknown, count: number): Promise<number> {
  const start = performance.now()
  for (let call = 0; call < count; call++) await check()
  return ((performance.now() - start) * 1000) / count
}

async function measure(alg: Alg) {
  const key = createSigningKey('vendor-1', alg)
  const token = signToken(key, sevenClaims(), { kid: key.kid, typ: 'JWT' })
  const trust = await parseTrust(trustOf([trustEntry(key)]))
  const now = wallClock()
  const joseKey = await importJWK(key.jwk, alg)
  const cut = token.lastIndexOf('.')
  const signed = Buffer.from(token.slice(0, cut))
  const signature = Buffer.from(token.slice(cut + 1), 'base64url')
  const webAlgorithm = alg === 'ES256' ? { name: 'ECDSA', hash: 'SHA-256' } : 'Ed25519'
  const webKey = joseKey as webcrypto.CryptoKey
  const nodeKey = createPublicKey({ key: key.jwk, format: 'jwk' })
  const digest = alg === 'ES256' ? 'sha256' : null
  const count = calls[alg]
  const contestants = {
    verifyLicense: () => time(() => verifyLicense(token, trust, { now }), count),
    'jose.jwtVerify': () =>
      time(() => jwtVerify(token, joseKey, { issuer: 'aidoo.biz', algorithms: [alg] }), count),
    'crypto.subtle.verify, signature alone': () =>
      time(() => crypto.subtle.verify(webAlgorithm, webKey, signature, signed), count),
    'node:crypto verify, signature alone, blocking': () =>
      time(
        () => verifySignature(digest, signed, { key: nodeKey, dsaEncoding: 'ieee-p1363' }, signature),
        count,
      ),
  }
  await interleave(contestants, 2)
  return interleave(contestants, rounds)
}

printMachine()
const verdicts: Verdict[] = []
for (const alg of ['Ed25519', 'ES256'] as const) {
  const results = await measure(alg)
  printTable(
    [`${alg}, µs for one call`, 'median', 'fastest round'],
    Object.entries(results).map(([name, runs]) => [name, figure(median(runs)), figure(Math.min(...runs))]),
  )
  const against = ratioOf(results['jose.jwtVerify'], results.verifyLicense)
  verdicts.push({
    what: `verifyLicense / jose.jwtVerify, ${alg}`,
    measured: against.ratio,
    spread: against,
    unit: '×',
    bound: { atLeast: 0.95, aim: 1.2 },
  })
}
printVerdicts(verdicts)
