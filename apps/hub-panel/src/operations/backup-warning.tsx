import { Notice } from '@licet/ui'
import type { BackupMade } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'

/** Says of a backup that was just made why no restore would take it. */
export function BackupWarning({ warning }: Pick<BackupMade, 'warning'>) {
  const { text } = useText()
  if (warning === null) return null
  return (
    <div role="alert">
      <Notice tone="danger">{text('backups.chainBroken', { entry: String(warning.entry) })}</Notice>
    </div>
  )
}
