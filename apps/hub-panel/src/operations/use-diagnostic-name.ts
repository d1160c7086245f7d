import { useTranslation } from 'react-i18next'

/** The name of a self-check; one that this panel does not know yet is named by its id. */
export function useDiagnosticName(): (id: string) => string {
  const { t } = useTranslation()
  return id => {
    const plain = id.replaceAll(/[_.-]/g, ' ')
    return t(`diagnostic.${id}`, { defaultValue: plain.charAt(0).toUpperCase() + plain.slice(1) })
  }
}
