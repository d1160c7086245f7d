import type { Context, ErrorHandler, Next } from 'hono'
import type { H } from 'hono/types'

type Stage = (c: Context, next: Next) => unknown

/**
 * Makes one handler of all that a request goes through, in Hono's order: each calls the next, and a fault is answered where it
 * came up, so that whoever stands further out sees the answer.
 *
 * Hono's own composition waits at every stage. This one waits only for what is a promise; a request that needs no waiting is
 * answered within the call, which spares it most of what a stage costs.
 *
 * @param answerFault - What the application answers faults with.
 */
export function joinHandlers(stages: readonly Stage[], answerFault: ErrorHandler): H {
  return (c, unrouted) => {
    const enter = (at: number): unknown => {
      const stage = stages[at]
      if (stage === undefined) return unrouted()
      try {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Hono types what `next` returns as a promise; it is awaited or handed on
        const answer = stage(c, () => enter(at + 1) as Promise<void>)
        if (!(answer instanceof Promise)) return leave(c, answer)
        return answer.then(
          late => leave(c, late),
          fault => recover(c, fault, answerFault),
        )
      } catch (fault) {
        return recover(c, fault, answerFault)
      }
    }
    const done = enter(0)
    return done instanceof Promise ? done.then(() => answerOf(c)) : answerOf(c)
  }
}

function leave(c: Context, answer: unknown): void {
  if (answer instanceof Response && !c.finalized) c.res = answer
}

function recover(c: Context, fault: unknown, answerFault: ErrorHandler): unknown {
  if (!(fault instanceof Error)) throw fault
  c.error = fault
  const answer = answerFault(fault, c)
  const replace = (given: Response): void => {
    c.res = given
  }
  return answer instanceof Promise ? answer.then(replace) : replace(answer)
}

// Nothing for a request that nobody answered: Hono then answers it as unrouted.
function answerOf(c: Context): Response {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a handler of this type may return nothing
  return (c.finalized ? c.res : undefined) as Response
}
