import type { Result, Router } from 'hono/router'
import { TrieRouter } from 'hono/router/trie-router'

const rememberedMax = 512

/**
 * Finds the routes of a request like Hono's trie router. For a path without parameters it remembers what it found, joined to
 * one handler. Names of paths come from whoever asks, so it remembers a bounded number of them.
 */
export class RememberingRouter<T> implements Router<T> {
  readonly name = 'RememberingRouter'
  readonly #router = new TrieRouter<T>()
  /** By path, then by method. */
  readonly #remembered = new Map<string, Map<string, Result<T>>>()
  readonly #join: (handlers: T[]) => T

  /** @param join - Makes one handler of several that a request goes through in this order. */
  constructor(join: (handlers: T[]) => T) {
    this.#join = join
  }

  add(method: string, path: string, handler: T): void {
    this.#remembered.clear()
    this.#router.add(method, path, handler)
  }

  match(method: string, path: string): Result<T> {
    const known = this.#remembered.get(path)?.get(method)
    if (known !== undefined) return known
    const found = this.#router.match(method, path)
    if (found[0].length < 2 || !hasNoParameters(found)) return found
    const joined: Result<T> = [[[this.#join(found[0].map(([handler]) => handler)), {}]]]
    this.#remember(method, path, joined)
    return joined
  }

  #remember(method: string, path: string, found: Result<T>): void {
    const known = this.#remembered.get(path)
    if (known) return void known.set(method, found)
    // Whoever fills it with made-up paths must not keep the real ones out.
    if (this.#remembered.size >= rememberedMax) this.#remembered.clear()
    this.#remembered.set(path, new Map([[method, found]]))
  }
}

function hasNoParameters<T>([handlers]: Result<T>): boolean {
  return handlers.every(([, parameters]) => Object.keys(parameters).length === 0)
}
