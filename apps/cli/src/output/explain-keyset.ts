import type { KeysetPayload, TrustEntry } from '@licet/issuer'
import { formatTime } from './format-time.ts'
import { printable } from './printable.ts'

/** A keyset in words, for the person who is about to sign it. Makes no claim that any of it is true. */
export function explainKeyset(payload: KeysetPayload, signatures: number): string {
  const { sequence, iss, iat, exp, keys, roots } = payload
  return [
    `Keyset ${sequence} of ${printable(iss)}, issued ${formatTime(iat)}`,
    signatures === 0 ? 'A draft: not signed.' : `Signatures: ${signatures}, NOT verified here.`,
    ...(exp === undefined ? [] : [`A newer one is due by ${formatTime(exp)}.`]),
    ...keys.map(describeKey),
    ...(roots === undefined
      ? []
      : [`New root keys: ${roots.keys.length}, of which ${roots.threshold} must sign.`]),
  ].join('\n')
}

/** One line for each key: id, algorithm, use, status and window. */
export function describeKey(entry: TrustEntry): string {
  const from = entry.not_before === undefined ? '' : ` from ${formatTime(entry.not_before)}`
  const to = entry.not_after === undefined ? '' : ` until ${formatTime(entry.not_after)}`
  return printable(`  ${entry.kid}  ${entry.alg}  ${entry.use}  ${entry.status}${from}${to}`)
}
