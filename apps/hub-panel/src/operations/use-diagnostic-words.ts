import { formatLength, useFileFaultText } from '@licet/ui'
import { useTranslation } from 'react-i18next'
import type { Diagnostic } from '../hub/shapes.ts'
import { diagnosticKeys } from './diagnostic-words.ts'

/** A self-check in words: exactly the Hub's in English, by its id and values in other languages. */
export function useDiagnosticWords(): (
  check: Diagnostic,
) => Pick<Diagnostic, 'message' | 'remedy' | 'value'> {
  const { t, i18n } = useTranslation()
  const faultText = useFileFaultText()
  const language = i18n.resolvedLanguage ?? 'en'
  return check => {
    if (language === 'en') return check
    const keys = diagnosticKeys(check)
    const { apartSeconds, ...numbers } = keys.numbers
    const length = formatLength(apartSeconds, language)
    const words = (key: string, own: string) =>
      own === '' ? '' : t(key, { ...numbers, length, defaultValue: own })
    return {
      message: faultText(check.fault, words(keys.message, check.message)),
      remedy: words(keys.remedy, check.remedy),
      value: words(keys.value, check.value),
    }
  }
}
