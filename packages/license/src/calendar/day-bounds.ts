const daySeconds = 86_400

/**
 * The first second of a day that is written as `2027-03-01`, in UTC: what begins on a day begins with it.
 *
 * @returns Epoch seconds; null for any other text, and for a day that its month does not have.
 */
export function firstSecondOf(day: string): number | null {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).getUTCDate() !== Number(day.slice(8))) return null
  return milliseconds / 1000
}

/**
 * The last second of a day, in UTC: what ends on a day lasts through it. Whatever takes a date for an end, on a page, on a
 * command line or in a file, takes it from here.
 *
 * @returns As {@link firstSecondOf}.
 */
export function lastSecondOf(day: string): number | null {
  const first = firstSecondOf(day)
  return first === null ? null : first + daySeconds - 1
}
