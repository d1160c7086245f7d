/**
 * Twice a value in the field of 32 elements, where adding is XOR.
 *
 * @see x⁵ + x² + 1, under which 2 generates every element but 0.
 */
export function twice(value: number): number {
  const shifted = value << 1
  return shifted < 32 ? shifted : shifted ^ 0b100101
}

/**
 * The weighted sum of some values: the last counts once, the one before it twice, then four times, and so on.
 *
 * Neighbours never have the same weight, so replacing one value changes the sum, and so does exchanging two neighbours.
 *
 * @param values - Each 0 to 31.
 */
export function weigh(values: readonly number[]): number {
  return values.reduce((sum, value) => twice(sum) ^ value, 0)
}
