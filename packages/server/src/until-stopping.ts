import { HttpError } from './http-error.ts'
import type { Fetch } from './listen.ts'

/**
 * Lets an application answer until its server stops; what arrives on an open connection after that is answered by another process,
 * or by the next start.
 */
export function untilStopping(fetch: Fetch, isStopping: () => boolean): Fetch {
  return (request, env) => (isStopping() ? answerStopping() : fetch(request, env))
}

function answerStopping(): Response {
  const { code, status, message: error } = new HttpError('SHUTTING_DOWN')
  const headers = { Connection: 'close', 'Retry-After': '5', 'Cache-Control': 'no-store' }
  return Response.json({ error, code, requestId: '' }, { status, headers })
}
