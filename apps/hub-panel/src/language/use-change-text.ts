import type { Preview } from '@licet/api'
import { formatDay } from '@licet/ui'
import { useTranslation } from 'react-i18next'

type Change = Preview['changes'][number]

/** Names of values that are epoch seconds; they become days. */
const momentNames = /^(at|exp|from|to)$|At$/
const daySeconds = 86_400
const earliestMoment = daySeconds * 365

/** The sentence of one change; a kind that this panel does not know yet is shown plainly with its values. */
export function useChangeText(): (change: Change) => string {
  const { t, i18n } = useTranslation()
  const language = i18n.resolvedLanguage ?? 'en'
  return change => {
    const values = Object.fromEntries(
      Object.entries(change.values).map(([name, value]) => [name, readable(name, value, language)]),
    )
    const seconds = change.values.bySeconds
    const direction = typeof seconds === 'number' ? (seconds < 0 ? 'Earlier' : 'Later') : ''
    const key = `change.${change.kind}${direction}`
    const count = typeof seconds === 'number' ? Math.round(Math.abs(seconds) / daySeconds) : undefined
    if (i18n.exists(key, { count: 2 }))
      return t(key, { ...values, ...(count === undefined ? {} : { count }) })
    const plain = Object.entries(values).map(([name, value]) => `${name}: ${value}`)
    return [change.kind.replaceAll('_', ' '), ...plain].join(' · ')
  }
}

function readable(name: string, value: Change['values'][string], language: string): string | number {
  if (Array.isArray(value)) return new Intl.ListFormat(language).format(value)
  if (value === null) return '–'
  if (typeof value === 'number' && momentNames.test(name) && value > earliestMoment)
    return formatDay(value, language)
  return typeof value === 'boolean' ? String(value) : value
}
