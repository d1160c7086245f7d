import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import type { Answer, Caller } from '../support/caller.ts'
import { type Control, startControl } from '../support/control.ts'
import { createSecret, type Hub, startHub } from '../support/hub.ts'

/** Sends one wrong guess to one door. */
interface Door {
  name: string
  guess: () => Promise<Answer>
}

/** Wrong guesses that come at once. */
const attempts = 40
/** Of one thing from one address, on either server. */
const limit = 5

let hub: Hub
let control: Control
beforeAll(async () => {
  ;[hub, control] = await Promise.all([
    startHub({ env: { HUB_TRUSTED_PROXIES: '127.0.0.1' } }),
    startControl({ env: { CONTROL_TRUSTED_PROXIES: '127.0.0.1', CONTROL_ACTIVATION_LIMIT: `${limit}/900` } }),
  ])
})
afterAll(() => Promise.all([hub.stop(), control.stop()]))

function door(caller: Caller, method: string, path: string, body: () => object): Door {
  const headers = { 'content-type': 'application/json' }
  const filled = path.replace('{id}', 'lic_nothing')
  return {
    name: `${method} ${path}`,
    guess: () => caller.send(method, filled, JSON.stringify(body()), headers),
  }
}

const wrong = (): string => `wrong ${createSecret()}`

/** Each list shares one limit. */
function setUpDoors({ anonymous }: Hub | Control, base: string): Door[] {
  const { role: _role, ...stranger } = createAccount()
  return [door(anonymous, 'POST', `${base}/setup`, () => ({ token: wrong(), ...stranger }))]
}

function accountDoors({ anonymous }: Hub | Control, base: string, session: string): Door[][] {
  const me = anonymous.as(session)
  const { email } = createAccount()
  const code = () => ({ code: String(100_000 + Math.floor(Math.random() * 900_000)) })
  return [
    [door(anonymous, 'POST', `${base}/session`, () => ({ email, password: wrong() }))],
    [
      door(me, 'POST', `${base}/profile/password`, () => ({ current: wrong(), next: createSecret() })),
      door(me, 'POST', `${base}/profile/second-factor`, () => ({ password: wrong() })),
      door(me, 'DELETE', `${base}/profile/second-factor`, () => ({ password: wrong() })),
    ],
    [door(me, 'POST', `${base}/profile/second-factor/confirm`, code)],
  ]
}

function keyDoors({ anonymous }: Control): Door[][] {
  const guess = () => ({ key: 'LICET-0000-0000-0000-0000', fingerprint: `sha256:${'0'.repeat(64)}` })
  const offline = () => ({ key: guess().key, machineUid: 'x' })
  return [
    [
      door(anonymous, 'POST', '/v1/licenses/activate', guess),
      door(anonymous, 'POST', '/v1/licenses/deactivate', guess),
      door(anonymous, 'POST', '/v1/licenses/validate', guess),
      door(anonymous, 'POST', '/v1/licenses/offline', offline),
      door(anonymous, 'POST', '/v1/licenses/{id}/activate', () => ({ request: 'x' })),
      door(anonymous, 'POST', '/v1/licenses/{id}/heartbeat', () => ({ request: 'x' })),
    ],
  ]
}

/** What the activation server limits, as the Hub passes it on. */
const passedOn: ReadonlySet<string> = new Set([
  'POST /api/license/activate',
  'POST /api/activation/apply',
  'POST /api/activation/retry',
  'POST /api/activation/restart',
  'POST /api/activation/release',
  'PUT /api/activation/advanced',
])

/** Every door that says it may be too much. */
async function listLimited({ anonymous }: Hub | Control): Promise<string[]> {
  const { paths } = (await anonymous.get('/openapi.json')).body as {
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
  }
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) => '429' in responses)
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    )
    .filter(name => !passedOn.has(name))
}

/** Guesses at once, through the doors in turn. @returns how many guesses were tried. */
async function guessAtOnce(doors: readonly Door[]): Promise<number> {
  const guesses = Array.from({ length: attempts }, (_, n) => doors[n % doors.length] as Door)
  const answers = await Promise.all(guesses.map(({ guess }) => guess()))
  const tried = answers.filter(({ status }) => status !== 429)
  for (const { status, text } of tried) expect([400, 401, 403, 404], text).toContain(status)
  for (const answer of answers.filter(({ status }) => status === 429))
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  return tried.length
}

test.each([
  ['a Hub', '/api', () => hub],
  ['a control plane', '/v1', () => control],
] as const)(
  'of forty wrong guesses at once no more than the limit are tried at any limited door of %s, and nothing is written',
  async (_, base, open) => {
    const server = open()
    const head = async () => (await server.admin.get(`${base}/audit?limit=1`)).body.entries[0].hash
    const setUp = setUpDoors(server, base)
    const untouched = await head()
    expect(await guessAtOnce(setUp)).toBe(limit)
    expect(await head()).toBe(untouched)

    const { role: _role, ...owner } = createAccount({ name: 'Ada Admin' })
    const body = { token: server.setupToken, ...owner }
    const elsewhere = { 'x-forwarded-for': '198.51.100.9' }
    const made = await server.anonymous.post(`${base}/setup`, body, elsewhere)
    expect(made.status, made.text).toBe(201)
    const doors = accountDoors(server, base, made.body.token)
    if (server === control) doors.push(...keyDoors(server))
    const before = await head()
    for (const shared of doors)
      expect([shared[0]?.name, await guessAtOnce(shared)]).toEqual([shared[0]?.name, limit])
    expect(await head()).toBe(before)

    const shown = new Set([setUp, ...doors].flat().map(({ name }) => name))
    expect((await listLimited(server)).filter(name => !shown.has(name))).toEqual([])
  },
  120_000,
)
