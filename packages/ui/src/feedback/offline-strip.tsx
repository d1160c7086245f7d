import { IconPlugConnectedX } from '@tabler/icons-react'
import { useUiText } from '../language/use-ui-text.ts'
import { ServerError } from '../server/server-error.ts'
import { BannerStrip } from './banner-strip.tsx'

/**
 * Says that the server does not answer, while what was loaded before stays readable.
 *
 * @param props.reason - Why the last question failed, if it did.
 */
export function OfflineStrip({ reason }: { reason: unknown }) {
  const { text } = useUiText()
  if (!(reason instanceof ServerError) || reason.status !== 0) return null
  return (
    <BannerStrip tone="danger" icon={IconPlugConnectedX} role="status">
      {text('offlineStrip')}
    </BannerStrip>
  )
}
