import { useTranslation } from 'react-i18next'

const expired = 'License expired'

/** The one notice that everybody may see before signing in: the Hub's exact sentence in English, translated elsewhere. */
export function useNoticeText(): (notice: string) => string {
  const { t, i18n } = useTranslation()
  return notice => {
    if (i18n.resolvedLanguage === 'en') return notice
    return notice === expired ? t('stateMeaning.expired') : t('banners.unlicensed')
  }
}
