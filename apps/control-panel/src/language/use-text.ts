import type { TextKey, TextValues, uiEnglish } from '@licet/ui'
import { useTranslation } from 'react-i18next'
import type { english } from './english/index.ts'

/** Sentences of the console, and under `ui` those that every app shares. */
export type ConsoleTextKey = TextKey<typeof english & { ui: typeof uiEnglish }>

/** Looks a sentence up; a missing or misspelt key does not compile. */
export type Translate = (key: ConsoleTextKey, values?: TextValues) => string

/** Sentences in the current language, and that language's tag. */
export function useText(): { text: Translate; language: string } {
  const { t, i18n } = useTranslation()
  return { text: (key, values) => t(key, { ...values }), language: i18n.resolvedLanguage ?? 'en' }
}
