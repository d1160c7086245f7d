/**
 * Shortens an id, key or hash in its middle, so that both ends can be compared by eye.
 *
 * @param kept - Characters that stay, both ends together.
 */
export function shortenMiddle(value: string, kept = 16): string {
  if (value.length <= kept + 3) return value
  const head = Math.ceil(kept / 2)
  return `${value.slice(0, head)}…${value.slice(value.length - (kept - head))}`
}
