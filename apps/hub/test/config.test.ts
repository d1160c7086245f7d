import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigInvalid } from '@licet/server/config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseConfig } from '../src/config.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'licet-config-'))
  writeFileSync(join(root, 'secret'), `${'s'.repeat(40)}\n`)
  writeFileSync(join(root, 'folder'), 'elsewhere\n')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const parse = (environment: Record<string, string>, repositoryRoot: string | null = root) =>
  parseConfig(environment, { repositoryRoot, workingDirectory: root, panelDir: root, docsDir: root })
const faults = (environment: Record<string, string>): readonly string[] => {
  try {
    parse(environment)
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.faults
    throw error
  }
  return []
}

test('without any variable the defaults of the contract hold', () => {
  expect(parse({}).config).toMatchObject({
    host: '127.0.0.1',
    port: 2000,
    dataDir: join(root, 'data', 'hub'),
    adminToken: null,
    evaluation: false,
    controlUrl: null,
    managedLicense: null,
  })
})

test('reads a value from its file, relative to the repository', () => {
  expect(parse({ HUB_ADMIN_TOKEN_FILE: 'secret' }).config.adminToken).toBe('s'.repeat(40))
  expect(parse({ HUB_DATA_DIR_FILE: 'folder' }).config.dataDir).toBe(join(root, 'elsewhere'))
})

test('counts relative paths of an installed archive from its data directory', () => {
  const { config } = parse({ HUB_DATA_DIR: 'hub', HUB_LICENSE_FILE: 'license' }, null)
  expect(config.dataDir).toBe(join(root, 'hub'))
  expect(config.managedLicense).toEqual({ source: 'file', path: join(root, 'hub', 'license') })
})

test('reports every fault at once, and no value', () => {
  const found = faults({
    HUB_PORT: 'eighty',
    HUB_ADMIN_TOKEN: 'too-short-to-be-one',
    HUB_LICENSE: 'a.b.c',
    HUB_LICENSE_FILE: 'license',
    HUB_TRUST_FILE: 'trust.json',
    HUB_CLOCK_OFFSET_SECONDS: '7',
    HUB_CONTROL_URL: 'ftp://user:pass@example.com',
    HUB_TLS_CERT_FILE: 'cert.pem',
  })
  const text = found.join('\n')
  expect(found).toHaveLength(7)
  for (const name of [
    'HUB_PORT',
    'HUB_ADMIN_TOKEN',
    'HUB_LICENSE_FILE',
    'HUB_TRUST_FILE',
    'HUB_TLS_KEY_FILE',
  ]) {
    expect(text).toContain(name)
  }
  expect(text).not.toMatch(/too-short|a\.b\.c|user:pass/)
})

describe('refuses', () => {
  test.each([
    ['a port out of range', { HUB_PORT: '65536' }],
    ['an evaluation that is neither 0 nor 1', { HUB_EVALUATION: 'yes' }],
    ['a file that is not there', { HUB_STATUS_API_KEY_FILE: 'absent' }],
    ['one secret for two rights', { HUB_ADMIN_TOKEN: 'x'.repeat(32), HUB_STATUS_API_KEY: 'x'.repeat(32) }],
    ['a secret with a line break inside', { HUB_SETUP_TOKEN: 'a\nb' }],
  ])('%s', (_, environment) => {
    expect(faults(environment as Record<string, string>)).toHaveLength(1)
  })
})

test('warns of a variable that means nothing, and of no other', () => {
  expect(parse({ HUB_PROT: '1', PATH: '/bin', HUB_PORT: '0' }).warnings).toEqual([
    expect.stringContaining('HUB_PROT'),
  ])
})

test('its report says where each value comes from and never what a secret is', () => {
  const { report } = parse({ HUB_ADMIN_TOKEN_FILE: 'secret', HUB_PORT: '1' }).config
  expect(report).toContainEqual({ name: 'HUB_ADMIN_TOKEN', value: 'set', source: 'file' })
  expect(report).toContainEqual({ name: 'HUB_PORT', value: '1', source: 'environment' })
  expect(JSON.stringify(report)).not.toContain('ssss')
})
