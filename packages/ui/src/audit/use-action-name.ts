import { useTranslation } from 'react-i18next'

/** The name of an audited deed; one that this panel does not know yet is shown by its own name. */
export function useActionName(): (action: string) => string {
  const { t } = useTranslation()
  return action => t(`deed.${action.replaceAll('.', '_')}`, { defaultValue: action })
}
