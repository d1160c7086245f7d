const daySeconds = 86_400

const steps: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number; below: number }[] = [
  { unit: 'second', seconds: 1, below: 60 },
  { unit: 'minute', seconds: 60, below: 3600 },
  { unit: 'hour', seconds: 3600, below: daySeconds },
  { unit: 'day', seconds: daySeconds, below: 365 * daySeconds },
  { unit: 'year', seconds: 365.2425 * daySeconds, below: Number.POSITIVE_INFINITY },
]

/** "in 113 days", "2 hours ago", "now"; whole units; days ahead are counted as the Hub's notices count them. */
export function formatRelative(at: number, now: number, language: string): string {
  const distance = Math.abs(at - now)
  const step = steps.find(candidate => distance < candidate.below) ?? steps[0]
  if (step === undefined) return ''
  const units = distance / step.seconds
  const count = step.unit === 'second' ? 0 : at < now ? -Math.floor(units) : wholeUnits(units, step.unit)
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(count, step.unit)
}

/** "14 March 2027": the day in UTC, in which licenses count. */
export function formatDay(at: number, language: string, month: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(locale(language), {
    day: 'numeric',
    month,
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at * 1000)
}

/** "14 March 2027, 00:00 UTC". */
export function formatUtc(at: number, language: string): string {
  const time = new Intl.DateTimeFormat(locale(language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  })
  return `${formatDay(at, language)}, ${time.format(at * 1000)} UTC`
}

/** The same moment where the reader is: "14 March 2027 at 01:00 CET". */
export function formatLocal(at: number, language: string): string {
  return new Intl.DateTimeFormat(locale(language), {
    dateStyle: 'long',
    timeStyle: 'long',
    hourCycle: 'h23',
  }).format(at * 1000)
}

/** "9 days", "36 hours": a length of time, to the minute, in the largest unit of which it has two. */
export function formatLength(seconds: number, language: string): string {
  const length = seconds < 120 ? seconds : Math.round(seconds / 60) * 60
  const { unit, seconds: size } =
    steps.findLast(step => step.unit !== 'year' && length >= 2 * step.seconds) ?? second
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.floor(length / size),
  )
}

const second = { unit: 'second', seconds: 1 } as const

/** Days from now until then, a begun one counts; whole days since, as a negative number, once it has passed. */
export function daysUntil(at: number, now: number): number {
  return Math.ceil((at - now) / daySeconds)
}

/** `2027-03-14`, for a date field; the day in UTC. */
export function toDateInput(at: number): string {
  return new Date(at * 1000).toISOString().slice(0, 10)
}

/** English is written with the day first, so that 3/4 can never be misread. */
function locale(language: string): string {
  return language === 'en' ? 'en-GB' : language
}

function wholeUnits(units: number, unit: Intl.RelativeTimeFormatUnit): number {
  return unit === 'day' ? Math.ceil(units) : Math.floor(units)
}
