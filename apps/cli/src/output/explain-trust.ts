import type { TrustFile } from '@licet/issuer'
import { describeKey } from './explain-keyset.ts'
import { formatTime } from './format-time.ts'
import { printable } from './printable.ts'

/** A trust file in words, for the person who is about to build with it. */
export function explainTrust({ issuer, sequence = 0, floor = {}, roots, keys }: TrustFile): string {
  const { revocations = 0, time = 0 } = floor
  return [
    `Trust in ${printable(issuer)}`,
    sequence === 0 ? 'No keyset is known: any is taken.' : `Keysets up to ${sequence} are known and refused.`,
    revocations === 0
      ? 'No revocation list is known: any is taken.'
      : `Revocation lists below ${revocations} are refused.`,
    time === 0 ? 'No time is known to have passed.' : `No time before ${formatTime(time)} is believed.`,
    roots === undefined
      ? 'No root keys: no later keyset is taken.'
      : `Root keys: ${roots.keys.length}, of which ${roots.threshold} must sign a keyset.`,
    ...keys.map(describeKey),
  ].join('\n')
}
