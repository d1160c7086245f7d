import { lengthText } from '@licet/license'

/** Whose clock is off by how much, in English. @param skewSeconds - Negative: this machine's is behind. */
export function skewText(skewSeconds: number): string {
  const side = skewSeconds > 0 ? 'ahead of' : 'behind'
  return `This machine’s clock is ${lengthText(Math.abs(skewSeconds))} ${side} the vendor’s.`
}
