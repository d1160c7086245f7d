import type { Preview } from '@licet/api'
import { useEffect, useState } from 'react'
import { askHub } from '../hub/hub-client.ts'

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
  const [state, setState] = useState<PreviewState>({ is: 'empty' })
  useEffect(() => {
    if (key.trim() === '') {
      setState({ is: 'empty' })
      return undefined
    }
    const stop = new AbortController()
    setState({ is: 'looking' })
    const timer = setTimeout(() => {
      askHub<Preview>('/api/license/preview', { method: 'POST', body: { key }, signal: stop.signal }).then(
        preview => setState({ is: 'seen', preview }),
        (error: unknown) => {
          if (!stop.signal.aborted) setState({ is: 'refused', error })
        },
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [key, round])
  return state
}
