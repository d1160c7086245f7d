import { useTranslation } from 'react-i18next'
import type { TextKey, TextValues } from './text-key.ts'
import type { uiEnglish } from './ui-english.ts'

export type UiTextKey = TextKey<typeof uiEnglish>

/** Sentences of the shared components in the current language, and that language's tag. */
export function useUiText(): { text: (key: UiTextKey, values?: TextValues) => string; language: string } {
  const { t, i18n } = useTranslation()
  return {
    text: (key, values) => t(`ui.${key}`, { ...values }),
    language: i18n.resolvedLanguage ?? 'en',
  }
}
