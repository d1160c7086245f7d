import { Moment } from '@licet/ui'
import { useText } from '../language/use-text.ts'

/** "last seen 3 days ago", or "never seen". */
export function LastSeen({ at }: { at: number | null }) {
  const { text } = useText()
  if (at === null) return text('license.neverSeen')
  return (
    <>
      {text('license.lastSeen')} <Moment at={at} />
    </>
  )
}
