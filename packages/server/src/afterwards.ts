/**
 * Does something when the rest of the chain has answered: at once where nothing had to be waited for, so that a request that
 * needs no waiting stays in one turn.
 *
 * @param rest - What `next()` returned: a promise under Hono's own composition, perhaps nothing under another.
 * @returns what a middleware returns.
 */
export function afterwards(rest: unknown, work: () => void): Promise<void> {
  if (rest instanceof Promise) return rest.then(work)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Hono types every middleware as waiting, and takes one that does not
  return work() as unknown as Promise<void>
}
