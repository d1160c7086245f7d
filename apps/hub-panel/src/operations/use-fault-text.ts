import { useTranslation } from 'react-i18next'

/** Why a notification did not arrive: exactly the Hub's sentence in English, by its code in other languages. */
export function useFaultText(): (fault: { code: string; text: string }) => string {
  const { t } = useTranslation()
  return ({ code, text }) => t(`noticeFaults.${code}`, { defaultValue: text })
}
