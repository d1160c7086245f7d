import { availableParallelism } from 'node:os'
import { HttpError } from './http-error.ts'
import { letPoolYield } from './yielding-threads.ts'

/** Whose turn it is to have a password hashed. */
export interface Turn {
  /**
   * `known`: somebody signed in, or a browser that signed in before; `open`: anybody; `background`: work of an administrator
   * that may take its time. Each goes before the next.
   */
  lane: 'known' | 'open' | 'background'
  /** Whose share it takes: an address, see `addressBucket`. Shares of a lane are served in turn, one piece of work each. */
  share: string
}

/** The turn of a person who is signed in. */
export function ownTurn(actor: { id: string }): Turn {
  return { lane: 'known', share: actor.id }
}

/** Lets work that hashes passwords through, a little at a time. */
export interface PasswordTurns {
  /**
   * Does the work when its turn comes.
   *
   * @throws {HttpError} SERVER_BUSY at once where too much waits already, in all or of this share; SHUTTING_DOWN once stopped
   */
  run<T>(turn: Turn, work: () => Promise<T>): Promise<T>
  /** Rejects what waits and whatever comes later; what runs goes on to its end. */
  stop(): void
}

/** Waits for its turn. */
interface Waiter {
  start(): void
  reject(error: HttpError): void
}

/** How much is done at once, and how much may wait. */
export interface TurnRules {
  parallel: number
  /** In the lanes `known` and `open`, each. */
  waitingMax: number
  /** Of one share in such a lane: what is left is room for the others. */
  waitingPerShareMax: number
  /** In the background, where one import brings hundreds. */
  backgroundMax: number
}

/** One core is left to everything else; a hash takes 32 MiB, and two at once are as many as the pool of threads gives up. */
const usualRules: TurnRules = {
  parallel: Math.min(2, Math.max(1, availableParallelism() - 1)),
  waitingMax: 48,
  waitingPerShareMax: 16,
  backgroundMax: 2000,
}

const lanes = ['known', 'open', 'background'] as const
const retrySeconds = 5

/**
 * Creates the queue of password work of a process.
 *
 * Each address has a share of its own, and shares are served in turn: however many wrong passwords one address sends, a
 * sign-in from elsewhere waits for those being hashed and for one of each other address, not for the flood.
 */
export function createPasswordTurns(rules: TurnRules = usualRules): PasswordTurns {
  const queues = new Map(lanes.map(lane => [lane, createLane(laneRules(lane, rules))]))
  let running = 0
  let isYielding = false
  let isStopped = false
  const takeNext = (): Waiter | undefined => {
    for (const queue of queues.values()) {
      const next = queue.take()
      if (next !== undefined) return next
    }
    return undefined
  }
  const startNext = (): void => {
    const next = takeNext()
    if (next === undefined) running--
    else next.start()
  }
  const admitted = async ({ lane, share }: Turn): Promise<void> => {
    if (isStopped) throw new HttpError('SHUTTING_DOWN')
    if (running < rules.parallel) running++
    else await new Promise<void>((start, reject) => queues.get(lane)?.add(share, { start, reject }))
  }
  return {
    async run(turn, work) {
      await admitted(turn)
      try {
        return await work()
      } finally {
        if (!isYielding) letPoolYield()
        isYielding = true
        startNext()
      }
    },
    stop() {
      isStopped = true
      for (let next = takeNext(); next !== undefined; next = takeNext())
        next.reject(new HttpError('SHUTTING_DOWN'))
    },
  }
}

/** The queue of this process. */
export const passwordTurns: PasswordTurns = createPasswordTurns()

interface Lane {
  /** @throws {HttpError} SERVER_BUSY */
  add(share: string, waiter: Waiter): void
  /** What is next; undefined where nothing waits. */
  take(): Waiter | undefined
}

function laneRules(lane: Turn['lane'], rules: TurnRules): { max: number; perShareMax: number } {
  if (lane === 'background') return { max: rules.backgroundMax, perShareMax: rules.backgroundMax }
  return { max: rules.waitingMax, perShareMax: rules.waitingPerShareMax }
}

function createLane({ max, perShareMax }: { max: number; perShareMax: number }): Lane {
  // In the order in which they are served next: a share that was served goes to the end.
  const shares = new Map<string, Waiter[]>()
  let waiting = 0
  return {
    add(share, waiter) {
      const own = shares.get(share) ?? []
      if (waiting >= max || own.length >= perShareMax)
        throw new HttpError('SERVER_BUSY', { retryAfterSeconds: retrySeconds })
      shares.set(share, own)
      own.push(waiter)
      waiting++
    },
    take() {
      const [next] = shares
      if (next === undefined) return undefined
      const [share, own] = next
      const waiter = own.shift()
      shares.delete(share)
      if (own.length > 0) shares.set(share, own)
      waiting--
      return waiter
    },
  }
}
