import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { startControl } from '../support/control.ts'
import { startHub } from '../support/hub.ts'

const attempts = 50
/** Each password is hashed in 32 MiB: all at once they would take 1.6 GiB. */
const growthMaxMiB = 256

/** The most memory that a process ever held, in MiB. */
function peakOf(pid: number | undefined): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

test.skipIf(process.platform !== 'linux').each([
  ['a Hub', startHub, '/api/setup', '/api/session'],
  ['a control plane', startControl, '/v1/setup', '/v1/session'],
])(
  'fifty sign-ins at once: %s answers each, stays small, and serves others meanwhile',
  async (_, start, setUp, signIn) => {
    const server = await (start as () => ReturnType<typeof startControl>)()
    const { role: _role, ...owner } = createAccount({ name: 'Ada Admin' })
    expect((await server.anonymous.post(setUp, { token: server.setupToken, ...owner })).status).toBe(201)
    const session = ({ email, password }: { email: string; password: string }) =>
      server.anonymous.post(signIn, { email, password })
    expect((await session(owner)).status).toBe(200)
    const before = peakOf(server.program.child.pid)

    const passwords = Array.from(Array(attempts).keys(), n => `wrong ${n} again`)
    const answers = Promise.all(passwords.map(password => session({ ...owner, password })))
    const flood = { isOver: false }
    void answers.finally(() => {
      flood.isOver = true
    })
    const waits: number[] = []
    while (!flood.isOver) {
      const asked = performance.now()
      expect((await server.anonymous.get('/healthz')).status).toBe(200)
      waits.push(performance.now() - asked)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    const statuses = new Set((await answers).map(({ status }) => status))
    expect([...statuses].filter(status => status !== 401 && status !== 429)).toEqual([])
    expect(Math.max(...waits)).toBeLessThan(1000)
    expect(peakOf(server.program.child.pid) - before).toBeLessThan(growthMaxMiB)
    await server.stop()
  },
)
