import { useTranslation } from 'react-i18next'

/**
 * What is wrong with a file: exactly the server's sentence in English, by its code (`fileFaults.CODE`) in other languages.
 */
export function useFileFaultText(): (fault: unknown, own: string) => string {
  const { t, i18n } = useTranslation()
  return (fault, own) => {
    if (i18n.resolvedLanguage === 'en' || !isFault(fault)) return own
    const { type, ...others } = fault.values
    const kind = type === undefined ? '' : t(`schemaObjects.${type}`, { defaultValue: String(type) })
    return t(`fileFaults.${fault.code}`, { ...others, type: kind, defaultValue: own })
  }
}

function isFault(fault: unknown): fault is { code: string; values: Record<string, string | number> } {
  return typeof fault === 'object' && fault !== null && 'code' in fault && 'values' in fault
}
