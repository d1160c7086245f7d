import type { LicenseStatus } from '@licet/api'
import { formatDay } from '@licet/ui'
import { useTranslation } from 'react-i18next'

type StateFacts = Pick<LicenseStatus, 'state' | 'message' | 'remedy' | 'expires_at'> & { reason?: string }

/** What a state means and what to do about it: the Hub's words in English, by reason or else by state in other languages. */
export function useStateText(): (facts: StateFacts) => { message: string; remedy: string } {
  const { t, i18n } = useTranslation()
  const language = i18n.resolvedLanguage ?? 'en'
  return facts => {
    if (language === 'en') return { message: facts.message, remedy: facts.remedy }
    const values = { date: facts.expires_at === 0 ? '' : formatDay(facts.expires_at, language) }
    return {
      message: t([`reasonMeaning.${facts.reason}`, `stateMeaning.${facts.state}`], values),
      remedy: facts.remedy === '' ? '' : t(`stateRemedy.${facts.state}`, values),
    }
  }
}
