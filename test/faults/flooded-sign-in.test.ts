import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Account, createAccount } from '../support/accounts.ts'
import type { Answer } from '../support/caller.ts'
import { type Control, startControl } from '../support/control.ts'
import { type Hub, startHub } from '../support/hub.ts'

/** Each password is hashed in 32 MiB: all at once they would take 12 GiB. */
const growthMaxMiB = 256
/** What one address may guess before it has to wait. */
const limit = 50
/** For how long calls are counted, in the calm and in the flood. */
const countedMilliseconds = 1_000

/** The most memory that a process ever held, in MiB. */
function peakOf(pid: number | undefined): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

/** How often a call is answered in a while, one after the other. */
async function countAnswers(call: () => Promise<Answer>): Promise<number> {
  let answers = 0
  for (const end = performance.now() + countedMilliseconds; performance.now() < end; answers++)
    expect((await call()).status).toBe(200)
  return answers
}

const behindProxy = (name: 'HUB' | 'CONTROL') => ({ env: { [`${name}_TRUSTED_PROXIES`]: '127.0.0.1' } })

test.skipIf(process.platform !== 'linux').each([
  ['a Hub', '/api', 400, () => startHub(behindProxy('HUB'))],
  ['a control plane', '/v1', 100, () => startControl(behindProxy('CONTROL'))],
] as const)(
  'in a flood of wrong sign-ins from one address %s tries fifty at most, stays small, responds to others, and lets in who comes from elsewhere',
  async (_, base, size, start) => {
    const server: Hub | Control = await start()
    const signIn = ({ email, password }: Account, address: string) =>
      server.anonymous.post(`${base}/session`, { email, password }, { 'x-forwarded-for': address })
    const light = () =>
      'sibling' in server ? server.sibling.get('/api/license/status') : server.anonymous.get('/healthz')
    const owner = createAccount({ name: 'Ada Admin' })
    const { role: _role, ...account } = owner
    const made = await server.anonymous.post(`${base}/setup`, { token: server.setupToken, ...account })
    expect(made.status, made.text).toBe(201)
    const memory = peakOf(server.program.child.pid)
    const calm = await countAnswers(light)

    let tried = 0
    const flood = Array.from({ length: size }, async () => {
      const answer = await signIn(createAccount(), '203.0.113.7')
      if (answer.status === 401) tried++
      return answer
    })
    await light()
    const before = tried
    expect((await signIn(owner, '198.51.100.9')).status).toBe(200)
    // Two that were being hashed when it came, and one or two of the flood between its own turns.
    expect(tried - before).toBeLessThanOrEqual(6)
    const flooded = await countAnswers(light)
    const answers = await Promise.all(flood)
    for (const { status, headers } of answers.filter(answer => answer.status !== 401)) {
      expect([429, 503]).toContain(status)
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect(tried).toBeLessThanOrEqual(limit)
    expect(flooded).toBeGreaterThan(calm / 4)
    expect(peakOf(server.program.child.pid) - memory).toBeLessThan(growthMaxMiB)
    await server.stop()
  },
  120_000,
)
