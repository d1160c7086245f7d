import { Notice } from '@licet/ui'
import { useTranslation } from 'react-i18next'
import { useText } from '../language/use-text.ts'

/** Says what the paste repair took away, so that nobody wonders later. */
export function RemovedNote({ removed, genuine }: { removed: readonly string[]; genuine: boolean }) {
  const { text, language } = useText()
  const { t } = useTranslation()
  if (removed.length === 0) return null
  const words = removed.map(word => t(`removed.${word}`, { defaultValue: word.replaceAll('_', ' ') }))
  return (
    <Notice>
      {text('activate.removedNote', {
        what: new Intl.ListFormat(language, { type: 'conjunction' }).format(words),
      })}{' '}
      {genuine && text('activate.removedGenuine')}
    </Notice>
  )
}
