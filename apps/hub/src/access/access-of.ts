/** Who may call a route. */
export type Access = 'public' | 'session' | 'account' | 'status:read' | 'metrics:read'

/** Who may call a route of the API; undefined: administrators only. */
export function accessOf(method: string, path: string): Access | undefined {
  const of = method === 'HEAD' ? 'GET' : method
  const whole = named.get(of)?.get(path)
  return whole ?? prefixes.find(([wanted, prefix]) => wanted === of && path.startsWith(prefix))?.[2]
}

/** Whether anybody may call it: a public route, or whatever lies outside the API. */
export function isPublic(method: string, path: string): boolean {
  const isApi = path.startsWith('/api/') || path === '/metrics'
  return !isApi || accessOf(method, path) === 'public'
}

// Whatever is not named here is for administrators only, a route written tomorrow included.
const named: ReadonlyMap<string, ReadonlyMap<string, Access>> = new Map([
  [
    'GET',
    new Map<string, Access>([
      ['/api/about', 'public'],
      ['/api/docs', 'public'],
      ['/api/session', 'session'],
      ['/api/license/status', 'status:read'],
      ['/metrics', 'metrics:read'],
    ]),
  ],
  [
    'POST',
    new Map<string, Access>([
      ['/api/setup', 'public'],
      ['/api/session', 'public'],
    ]),
  ],
  ['PATCH', new Map<string, Access>([['/api/profile', 'account']])],
  ['DELETE', new Map<string, Access>([['/api/session', 'session']])],
])
const prefixes: readonly (readonly [method: string, prefix: string, access: Access])[] = [
  ['GET', '/api/docs/', 'public'],
  ['POST', '/api/profile/', 'account'],
  ['GET', '/api/profile/', 'account'],
  ['DELETE', '/api/profile/', 'account'],
  ['POST', '/api/banners/', 'account'],
]
