import type { Banner } from '@licet/api'
import { formatDay } from '@licet/ui'
import { useTranslation } from 'react-i18next'

/** What a sentence is made of; notifications have kinds of their own. */
type Spoken = Pick<Banner, 'text' | 'values'> & { kind: string }

interface BannerText {
  (banner: Spoken): string
  action(banner: Banner): string
}

/**
 * The sentence of a banner: exactly the Hub's in English, by reason or else by kind, with its values, in other languages.
 * Where it names a code, `said` is what that means.
 *
 * The value `date`, and those whose name ends in `At`, are epoch seconds, and become days.
 */
export function useBannerText(): BannerText {
  const { t, i18n } = useTranslation()
  const language = i18n.resolvedLanguage ?? 'en'
  const translated = (key: string, values: Record<string, unknown>, fallback: string) =>
    language !== 'en' && i18n.exists(key, { count: 2 }) ? t(key, values) : fallback
  const sentence = (banner: Spoken) => {
    const { code = '' } = banner.values
    const known = [`unreachable.${code}`, `errors.${code}`].find(key => i18n.exists(key))
    const said = known === undefined ? String(code) : t(known)
    const values = { ...readableValues(banner.values, language), said }
    const byKind = translated(`banners.${banner.kind}`, values, banner.text)
    return translated(`reasonMeaning.${banner.values.reason}`, values, byKind)
  }
  return Object.assign(sentence, {
    action: (banner: Banner) => translated(`bannerActions.${banner.kind}`, {}, banner.action?.label ?? ''),
  })
}

function readableValues(values: Banner['values'], language: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' && /^date$|At$/.test(name) ? formatDay(value, language) : value,
    ]),
  )
}
