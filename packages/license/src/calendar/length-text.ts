const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/**
 * A length of time in English, to the minute, in the largest unit of which it has two: `364 days`, `36 hours`.
 *
 * @param seconds - Not negative.
 */
export function lengthText(seconds: number): string {
  const length = seconds < 120 ? seconds : Math.round(seconds / 60) * 60
  const [name, size] = units.find(([, unit]) => length >= unit * 2) ?? (['second', 1] as const)
  const count = Math.floor(length / size)
  return `${count.toLocaleString('en')} ${name}${count === 1 ? '' : 's'}`
}
