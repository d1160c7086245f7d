import { setFlagsFromString } from 'node:v8'

/**
 * Gives the room for short-lived garbage its final size, once, while nobody waits yet.
 *
 * Left alone it doubles in steps over the first million answers, so what is measured after a minute would not hold
 * after a week. It cannot be set by V8's size flags after the start, only how fast it grows: fast, then not at all.
 * Compiled code has to be saved before, because V8 takes none back that was saved under other flags.
 */
export function settleYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=4')
  // It grows when much of it is still in use as it is swept.
  const inUse = Array.from({ length: 40 }, () => Array<number>(3000).fill(0))
  setFlagsFromString('--semi-space-growth-factor=1')
  inUse.length = 0
}
