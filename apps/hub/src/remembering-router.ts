import type { Result, Router } from 'hono/router'
import { TrieRouter } from 'hono/router/trie-router'

const rememberedMax = 512

/**
 * Finds the routes of a request like Hono's trie router, and remembers what it found for paths without parameters. Names
 * of paths come from whoever asks, so it remembers a bounded number of them.
 */
export class RememberingRouter<T> implements Router<T> {
  readonly name = 'RememberingRouter'
  readonly #router = new TrieRouter<T>()
  readonly #remembered = new Map<string, Result<T>>()

  add(method: string, path: string, handler: T): void {
    this.#remembered.clear()
    this.#router.add(method, path, handler)
  }

  match(method: string, path: string): Result<T> {
    const name = `${method} ${path}`
    const known = this.#remembered.get(name)
    if (known !== undefined) return known
    const found = this.#router.match(method, path)
    if (this.#remembered.size < rememberedMax && hasNoParameters(found)) this.#remembered.set(name, found)
    return found
  }
}

function hasNoParameters<T>([handlers]: Result<T>): boolean {
  return handlers.every(([, parameters]) => Object.keys(parameters).length === 0)
}
