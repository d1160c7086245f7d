import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether the page is being put on paper just now; what is only for paper is drawn then and not before. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const ends = new AbortController()
    const paper = matchMedia('print')
    // At once, as the browser takes what is there when the event has been heard.
    const tell = (now: boolean) => () => flushSync(() => setPrinting(now))
    paper.addEventListener('change', ({ matches }) => tell(matches)(), { signal: ends.signal })
    addEventListener('beforeprint', tell(true), { signal: ends.signal })
    addEventListener('afterprint', tell(false), { signal: ends.signal })
    return () => ends.abort()
  }, [])
  return printing
}
