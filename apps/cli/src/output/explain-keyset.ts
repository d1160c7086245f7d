import type { KeysetPayload, TrustEntry } from '@licet/issuer'
import { formatTime } from './format-time.ts'
import { printable } from './printable.ts'

/** A keyset in words, for the person who is about to sign it. Makes no claim that any of it is true. */
export function explainKeyset(payload: KeysetPayload, signatures: number): string {
  const lines = [
    `Keyset ${String(payload.sequence)} of ${printable(String(payload.iss))}, issued ${timeOf(payload.iat)}`,
    signatures === 0 ? 'A draft: not signed.' : `${signatures} signature(s), NOT verified here.`,
    ...(payload.exp === undefined ? [] : [`A newer one is due by ${timeOf(payload.exp)}.`]),
    ...listOf(payload.keys).map(describeKey),
    ...(payload.roots === undefined
      ? []
      : [
          `New root keys: ${listOf(payload.roots.keys).length}, of which ${String(payload.roots.threshold)} must sign.`,
        ]),
  ]
  return lines.join('\n')
}

function describeKey(entry: TrustEntry): string {
  const from = entry.not_before === undefined ? '' : ` from ${timeOf(entry.not_before)}`
  const to = entry.not_after === undefined ? '' : ` until ${timeOf(entry.not_after)}`
  return printable(`  ${entry.kid}  ${entry.alg}  ${entry.use}  ${entry.status}${from}${to}`)
}

function timeOf(value: unknown): string {
  return Number.isInteger(value) && Math.abs(value as number) < 1e11
    ? formatTime(value as number)
    : '(no date)'
}

function listOf<Entry>(value: readonly Entry[]): readonly Entry[] {
  return Array.isArray(value) ? value : []
}
