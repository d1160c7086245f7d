import { execFileSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { freshFolder, runLicet } from './run-licet.ts'

const commands = [
  'verify',
  'inspect',
  'status',
  'activate',
  'deactivate',
  'check',
  'refresh',
  'heartbeat',
  'request',
  'apply',
  'license',
  'license issue',
  'license list',
  'license show',
  'license revoke',
  'license rebind',
  'license suspend',
  'license reinstate',
  'license renew',
  'license reissue-key',
  'license message',
  'keys',
  'keys generate',
  'keys evaluation',
  'issue',
  'trust build',
  'keyset',
  'revocations',
  'backup',
  'restore',
  'audit verify',
  'admin reset',
  'completion',
]

describe('licet', () => {
  it.each(commands)('explains %s with an example', async command => {
    const run = await runLicet([...command.split(' '), '--help'])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toMatch(/^Usage: licet /)
  })

  it('names all commands when it is called without one, and ends with 2', async () => {
    const run = await runLicet([])
    expect(run.code).toBe(2)
    for (const command of commands) expect(run.stdout + run.stderr).toContain(command.split(' ')[0])
  })

  it.each([['frobnicate'], ['keys', 'frobnicate'], ['verify', '--frobnicate']])(
    'ends with 2 for %j',
    async (...args) => {
      const run = await runLicet([...args, '--json'])
      expect(run.code).toBe(2)
      expect(JSON.parse(run.stdout)).toMatchObject({ code: 'USAGE_INVALID' })
    },
  )

  it('never loads the database library for a command that does not need it', async () => {
    const env = { NODE_OPTIONS: '--no-addons' }
    expect(await runLicet(['keys', 'list'], { env: { ...env, LICET_HOME: '/nonexistent' } })).toMatchObject({
      code: 0,
    })
  })

  it.each(['backup', 'audit verify', 'admin reset ada@example.com'])(
    'says where it looked when %s finds no database',
    async command => {
      const run = await runLicet([...command.split(' '), '--data-dir', '/nonexistent', '--json'])
      expect(run.code).toBe(2)
      expect(JSON.parse(run.stdout)).toMatchObject({
        code: 'DATABASE_MISSING',
        detail: '/nonexistent/hub.db',
      })
    },
  )

  it.each(['backup', 'audit verify', 'admin reset ada@example.com'])(
    'says whose folder it is where %s may not look, and never that nothing is there',
    async command => {
      const folder = freshFolder()
      chmodSync(folder, 0)
      const run = await runLicet([...command.split(' '), '--data-dir', folder, '--json'], {
        heedsModes: true,
      })
      expect(run.code).toBe(2)
      const { code, detail } = JSON.parse(run.stdout)
      expect(code).toBe('FILE_UNREADABLE')
      expect(detail).toContain(
        `EACCES ${folder}/hub.db; ${folder} belongs to user ${process.getuid?.()}, mode`,
      )
    },
  )
})

describe('licet completion', () => {
  it.each(['bash', 'zsh', 'fish'])('prints a script for %s that knows every command', async shell => {
    const run = await runLicet(['completion', shell])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    for (const command of commands.flatMap(name => name.split(' '))) expect(run.stdout).toContain(command)
  })

  it('completes commands, subcommands and options in a real bash', async () => {
    const { stdout } = await runLicet(['completion', 'bash'])
    const complete = (words: string) =>
      execFileSync(
        'bash',
        [
          '-c',
          `${stdout}\nCOMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _licet; echo "\${COMPREPLY[*]}"`,
        ],
        {
          encoding: 'utf8',
        },
      ).trim()
    expect(complete('licet ver')).toBe('verify')
    expect(complete('licet keys gen')).toBe('generate')
    expect(complete('licet verify --tr')).toBe('--trust')
  })
})

describe('licet status', () => {
  const seen: (string | undefined)[] = []
  const answers: Record<string, [number, string]> = {
    '/api/license/status': [
      200,
      JSON.stringify({ valid: true, state: 'active', customer: 'Acme', error: '' }),
    ],
    '/api/license/status?product=vera': [
      200,
      JSON.stringify({ valid: false, state: 'expired', customer: 'Acme', error: 'License expired' }),
    ],
    '/api/license/status?product=none': [401, '{}'],
    '/api/license/status?product=html': [200, '<html>'],
  }
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization)
    const [status, body] = answers[request.url ?? ''] ?? [404, '']
    response.writeHead(status).end(body)
  })
  const listening = new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => void server.close())

  it.each([
    [[], 0, 'In force'],
    [['--product', 'vera'], 1, 'Not in force (expired)'],
    [['--product', 'none'], 2, 'HUB_REFUSED'],
    [['--product', 'html'], 2, 'HUB_UNREACHABLE'],
  ])('with %j ends with %i', async (args, code, text) => {
    await listening
    const { port } = server.address() as AddressInfo
    const hub = ['--hub', `http://127.0.0.1:${port}`]
    const run = await runLicet(['status', ...hub, ...args], { env: { LICET_STATUS_KEY: 'key-1' } })
    expect(run.code).toBe(code)
    expect(run.stdout + run.stderr).toContain(text)
    expect(run.stdout + run.stderr).not.toContain('key-1')
    expect(seen.at(-1)).toBe('Bearer key-1')
  })
})
