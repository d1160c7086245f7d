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
  const [tick, setTick] = useState({ from: serverNow, now: serverNow })
  useEffect(() => {
    const startedMs = performance.now()
    const timer = setInterval(
      () => setTick({ from: serverNow, now: serverNow + Math.floor((performance.now() - startedMs) / 1000) }),
      tickSeconds * 1000,
    )
    return () => clearInterval(timer)
  }, [serverNow])
  return <Now value={tick.from === serverNow ? tick.now : serverNow}>{children}</Now>
}

/** The moving now, in epoch seconds. */
export function useNow(): number {
  return use(Now)
}
