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
  readonly #remembered = new Map<string, Result<T>>()
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
    const name = `${method} ${path}`
    const known = this.#remembered.get(name)
    if (known !== undefined) return known
    const found = this.#router.match(method, path)
    if (found[0].length < 2 || !hasNoParameters(found) || this.#remembered.size >= rememberedMax) return found
    const joined: Result<T> = [[[this.#join(found[0].map(([handler]) => handler)), {}]]]
    this.#remembered.set(name, joined)
    return joined
  }
}

function hasNoParameters<T>([handlers]: Result<T>): boolean {
  return handlers.every(([, parameters]) => Object.keys(parameters).length === 0)
}
