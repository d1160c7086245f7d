import { useTranslation } from 'react-i18next'

/**
 * The name of an audited deed, by its action and, where its detail has a `verb`, by that too; one that the app does not
 * know yet is shown by its own name.
 */
export function useActionName(): (action: string, detail?: unknown) => string {
  const { t, i18n } = useTranslation()
  return (action, detail) => {
    const key = `deed.${action.replaceAll('.', '_')}`
    const exact = `${key}_${verbOf(detail)}`
    return i18n.exists(exact) ? t(exact) : t(key, { defaultValue: action })
  }
}

function verbOf(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null || !('verb' in detail)) return ''
  return typeof detail.verb === 'string' ? detail.verb : ''
}
