import { type Language, uiEnglish } from '@licet/ui'
import i18n from 'i18next'
import { initReactI18next } from 'react-i18next'
import { english } from './english/index.ts'

const storageKey = 'licet-language'

/** Starts with English at hand; other languages are fetched from the Hub when they are first chosen. */
export async function startLanguage(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: { ...english, ui: uiEnglish } } },
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
  })
  await speak(preferredLanguage())
}

/** Changes the language of every page, and remembers it on this device. */
export async function speak(language: Language): Promise<void> {
  if (language === 'de' && !i18n.hasResourceBundle('de', 'translation')) {
    const { germanBundle } = await import('./german/index.ts')
    i18n.addResourceBundle('de', 'translation', germanBundle)
  }
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(storageKey, language)
}

/** What this device chose before, else what its browser asks for. */
function preferredLanguage(): Language {
  const stored = localStorage.getItem(storageKey)
  if (stored === 'de' || stored === 'en') return stored
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}
