export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The parsed JSON; undefined when the answer is not JSON. */
  // biome-ignore lint: an answer from outside is whatever it is; the assertions give it its shape.
  body: any
}

export interface Caller {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** Any method, any body bytes, any headers. */
  send(
    method: string,
    path: string,
    body?: string | Uint8Array,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** The same server, another credential: a bearer token, or headers (a cookie, say); none: anonymous. */
  as(credential?: string | Record<string, string>): Caller
}

/** Calls a server over real HTTP with one credential. */
export function createCaller(url: string, credential?: string | Record<string, string>): Caller {
  const own = typeof credential === 'string' ? { authorization: `Bearer ${credential}` } : (credential ?? {})
  const send: Caller['send'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(url + path, {
      method,
      headers: { ...own, ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(120_000),
      ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
    })
    const text = await answer.text()
    const isJson = (answer.headers.get('content-type') ?? '').includes('json')
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    }
  }
  const sendJson = (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> =>
    send(method, path, body === undefined ? undefined : JSON.stringify(body), {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    })
  return {
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => sendJson('POST', path, body, headers),
    patch: (path, body) => sendJson('PATCH', path, body),
    delete: path => send('DELETE', path),
    as: other => createCaller(url, other),
  }
}
