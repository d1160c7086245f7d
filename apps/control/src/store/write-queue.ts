/**
 * Creates a queue of one: each piece of work starts when the one before has settled. One waiting writer a process is enough, so
 * that those who wait hold no connection.
 */
export function createWriteQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
}
