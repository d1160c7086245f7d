import { useTranslation } from 'react-i18next'
import { useUiText } from '../language/use-ui-text.ts'
import { ServerError } from './server-error.ts'

/** The sentence of a refusal: the server's own in English, by its code (`errors.CODE`) in other languages. */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation()
  const { text } = useUiText()
  return error => {
    if (!(error instanceof ServerError)) return text('pageBroke')
    if (error.code === 'OFFLINE') return text('offline')
    const key = `errors.${error.code}`
    return i18n.resolvedLanguage !== 'en' && i18n.exists(key) ? t(key) : error.message
  }
}
