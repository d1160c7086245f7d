import { epochSecondsMax, lengthText } from '@licet/license'

/** An epoch second as people read it in every time zone: `2027-03-01 12:00:00 UTC`; a number as it is where it is no date. */
export function formatTime(seconds: number): string {
  if (!Number.isInteger(seconds) || Math.abs(seconds) > epochSecondsMax) return String(seconds)
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** How far a moment is away, in the largest unit that still says something: `in 364 days`, `5 hours ago`. */
export function formatDistance(seconds: number, now: number): string {
  const difference = seconds - now
  const amount = lengthText(Math.abs(difference))
  return difference >= 0 ? `in ${amount}` : `${amount} ago`
}
