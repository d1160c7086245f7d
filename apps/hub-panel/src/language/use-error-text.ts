import { useTranslation } from 'react-i18next'
import { HubError } from '../hub/hub-error.ts'

/** The sentence of a refusal: the Hub's own in English, by its code in other languages. */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation()
  return error => {
    if (!(error instanceof HubError)) return t('shell.pageBroke')
    if (error.code === 'OFFLINE') return t('shell.offline')
    const key = `errors.${error.code}`
    return i18n.resolvedLanguage !== 'en' && i18n.exists(key) ? t(key) : error.message
  }
}
