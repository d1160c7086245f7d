import { ConfigInvalid } from '@licet/server/config'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../src/config.ts'

const places = { repositoryRoot: '/srv/licet', workingDirectory: '/srv', consoleDir: '/c', docsDir: '/d' }
const parse = (environment: Record<string, string>) =>
  parseConfig({ CONTROL_KEY_PASSPHRASE: 'correct horse', ...environment }, places)

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    parse(environment)
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.faults
  }
  return []
}

describe('the configuration', () => {
  test('has the documented defaults', () => {
    expect(parse({}).config).toMatchObject({
      host: '127.0.0.1',
      port: 2100,
      dataDir: '/srv/licet/data/control',
      databaseUrl: null,
      activationLimit: { attempts: 5, seconds: 900 },
      evaluation: false,
    })
  })

  test('needs a passphrase for the signing keys, except in evaluation', () => {
    expect(faultsOf({ CONTROL_KEY_PASSPHRASE: '' })).toEqual([
      expect.stringContaining('CONTROL_KEY_PASSPHRASE is missing'),
    ])
    const evaluation = parse({ CONTROL_KEY_PASSPHRASE: '', HUB_EVALUATION: '1' }).config
    expect(evaluation).toMatchObject({ evaluation: true, keyPassphrase: null })
  })

  test.each([
    [{ CONTROL_CLOCK_OFFSET_SECONDS: '5' }, 'CONTROL_CLOCK_OFFSET_SECONDS is refused'],
    [{ CONTROL_ACTIVATION_LIMIT: '5' }, 'CONTROL_ACTIVATION_LIMIT must be'],
    [{ CONTROL_ACTIVATION_LIMIT: '0/900' }, 'CONTROL_ACTIVATION_LIMIT must be'],
    [{ CONTROL_DATABASE_URL: 'mysql://x/y' }, 'CONTROL_DATABASE_URL must be'],
    [{ CONTROL_ADMIN_TOKEN: 'short' }, 'CONTROL_ADMIN_TOKEN needs at least 32'],
    [{ CONTROL_KEY_PASSPHRASE: 'short' }, 'CONTROL_KEY_PASSPHRASE needs at least 8'],
    [{ CONTROL_HOST: 'a', CONTROL_HOST_FILE: 'b' }, 'CONTROL_HOST and CONTROL_HOST_FILE are both set'],
    [{ CONTROL_TLS_CERT_FILE: 'a.pem' }, 'go together'],
  ])('refuses %j', (environment, fault) => {
    expect(faultsOf(environment as Record<string, string>)).toEqual([expect.stringContaining(fault)])
  })

  test('warns of a variable that means nothing, and shows no secret', () => {
    const { config, warnings } = parse({
      CONTROL_PROT: '1',
      CONTROL_DATABASE_URL: 'postgres://user:hidden@db.example.com/licet',
    })
    expect(warnings).toEqual([expect.stringContaining('CONTROL_PROT')])
    expect(JSON.stringify(config.report)).not.toMatch(/hidden|correct horse/)
    expect(config.databaseUrl).toContain('hidden')
  })
})
