import type { Preview } from '@licet/api'
import { askServer } from '@licet/ui'
import { useEffect, useState } from 'react'

const pauseMs = 250

export type PreviewState =
  | { is: 'empty' }
  | { is: 'looking' }
  | { is: 'seen'; preview: Preview }
  | { is: 'refused'; error: unknown }

/**
 * Shows what a text would change here, a moment after it stopped changing. Nothing is written, and the text is kept
 * neither in the query cache nor in the address.
 *
 * @param round - Counted up to look again at the same text.
 */
export function usePreview(key: string, round: number): PreviewState {
  const [answer, setAnswer] = useState<{ key: string; round: number; state: PreviewState } | null>(null)
  useEffect(() => {
    if (key.trim() === '') return undefined
    const stop = new AbortController()
    const keep = (state: PreviewState) => {
      if (!stop.signal.aborted) setAnswer({ key, round, state })
    }
    const timer = setTimeout(() => {
      askServer<Preview>('/api/license/preview', { method: 'POST', body: { key }, signal: stop.signal }).then(
        preview => keep({ is: 'seen', preview }),
        (error: unknown) => keep({ is: 'refused', error }),
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
      // The text is not held longer than it stands in the box.
      setAnswer(null)
    }
  }, [key, round])
  if (key.trim() === '') return { is: 'empty' }
  return answer?.key === key && answer.round === round ? answer.state : { is: 'looking' }
}
