import { createSecretKey, hash, hkdfSync } from 'node:crypto'
import { openSecret, sealSecret } from '@licet/issuer'

/** What is stored of a caller's key: enough to find it again, not enough to open what is kept under it. */
export function keyDigest(key: string): string {
  return hash('sha256', `licet idempotency\n${key}`)
}

/** Seals an answer, which may show a secret this once, so that only whoever repeats the caller's key reads it again. */
export function sealAnswer(answer: string, key: string, context: string): string {
  return JSON.stringify(sealSecret(Buffer.from(answer), answerKey(key), context))
}

/** Opens what {@link sealAnswer} made. @throws {IssuerError} KEY_FILE_LOCKED */
export function openAnswer(sealed: string, key: string, context: string): string {
  const { nonce, ciphertext } = JSON.parse(sealed) as { nonce: string; ciphertext: string }
  return openSecret({ nonce, ciphertext }, answerKey(key), context).toString()
}

function answerKey(key: string) {
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, 'licet control', 'idempotent answer', 32)))
}
