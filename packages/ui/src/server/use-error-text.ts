import { useTranslation } from 'react-i18next'
import { useUiText } from '../language/use-ui-text.ts'
import { ServerError } from './server-error.ts'

/**
 * The sentence of a refusal: the server's own in English, by its code (`errors.CODE`) in other languages. A weak password is told
 * by what makes it weak.
 */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation()
  const { text } = useUiText()
  return error => {
    if (!(error instanceof ServerError)) return text('pageBroke')
    if (error.code === 'OFFLINE') return text('offline')
    const weakness = error.body['weakness']
    const key = typeof weakness === 'string' ? `weakness.${weakness}` : error.code
    if (i18n.resolvedLanguage !== 'en' && i18n.exists(`errors.${key}`)) return t(`errors.${key}`)
    return (typeof weakness === 'string' && Object.values(error.fields)[0]) || error.message
  }
}
