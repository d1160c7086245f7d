import { createContext, type ReactNode, use, useEffect, useState } from 'react'

const Now = createContext(0)

/** Seconds between two ticks: pages speak in minutes at most. */
const tickSeconds = 15

/**
 * Lets everything below read one moving *now*, in epoch seconds.
 *
 * @param serverNow - What the server said the time is; the browser's own clock only measures what passed since.
 */
export function NowProvider({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const startedMs = performance.now()
    setNow(serverNow)
    const timer = setInterval(
      () => setNow(serverNow + Math.floor((performance.now() - startedMs) / 1000)),
      tickSeconds * 1000,
    )
    return () => clearInterval(timer)
  }, [serverNow])
  return <Now value={now}>{children}</Now>
}

/** The moving now, in epoch seconds. */
export function useNow(): number {
  return use(Now)
}
