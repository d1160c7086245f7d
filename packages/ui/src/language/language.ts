import i18n, { type ResourceLanguage } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, languages } from './language-switch.tsx'
import { uiEnglish } from './ui-english.ts'

const storageKey = 'licet-language'
let loadGerman: () => Promise<ResourceLanguage> = async () => ({})

/**
 * Starts with English at hand; other languages are fetched from the app's own server when they are first chosen.
 *
 * @param english - The sentences of the app; those of the shared components are added as `ui`.
 * @param german - Loads all that is spoken in German, `ui` included.
 */
export async function startLanguage(
  english: ResourceLanguage,
  german: () => Promise<ResourceLanguage>,
): Promise<void> {
  loadGerman = german
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
  if (language === 'de' && !i18n.hasResourceBundle('de', 'translation'))
    i18n.addResourceBundle('de', 'translation', await loadGerman())
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(storageKey, language)
}

/** What this device chose before, else what its browser asks for. */
function preferredLanguage(): Language {
  const stored = localStorage.getItem(storageKey)
  const known = languages.find(({ value }) => value === stored)
  return known?.value ?? (navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en')
}
