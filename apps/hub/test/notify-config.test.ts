import { Variables } from '@licet/server/config'
import { describe, expect, test } from 'vitest'
import { type NotifyConfig, parseNotifyConfig } from '../src/notifications/notify-config.ts'

const from = { HUB_NOTIFY_MAIL_FROM: 'hub@example.com', HUB_NOTIFY_MAIL_TO: 'ops@example.com' }
const hook = { HUB_NOTIFY_WEBHOOK_URL: 'https://chat.example.com/hooks/secret-path?key=secret-query' }

function parse(environment: Record<string, string>): {
  config: NotifyConfig
  faults: readonly string[]
  report: string
} {
  const variables = new Variables(environment, import.meta.dirname)
  const config = parseNotifyConfig(variables)
  return { config, faults: variables.faults, report: JSON.stringify(variables.report) }
}

test('without any variable nobody is told', () => {
  expect(parse({})).toMatchObject({ config: { webhook: null, mail: null }, faults: [] })
})

test.each([
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, secure: false, credentials: null }],
  ['smtps://mail.example.com/', { host: 'mail.example.com', port: 465, secure: true }],
  ['smtp://[::1]:2525', { host: '::1', port: 2525, secure: false }],
  ['smtps://me%40x:p%3Aw@mail:1465', { port: 1465, credentials: { user: 'me@x', password: 'p:w' } }],
])('reads the mail server %s', (url, expected) => {
  const { config, faults } = parse({ HUB_SMTP_URL: url, ...from })
  expect(faults).toEqual([])
  expect(config.mail).toMatchObject({ ...expected, from: 'hub@example.com', to: ['ops@example.com'] })
})

describe('refuses, in one sentence that names the variable,', () => {
  test.each([
    ['a webhook that is a file', 'HUB_NOTIFY_WEBHOOK_URL', { HUB_NOTIFY_WEBHOOK_URL: 'file:///etc/passwd' }],
    ['a webhook that is no address', 'HUB_NOTIFY_WEBHOOK_URL', { HUB_NOTIFY_WEBHOOK_URL: 'example' }],
    [
      'a webhook with a password',
      'HUB_NOTIFY_WEBHOOK_URL',
      { HUB_NOTIFY_WEBHOOK_URL: 'https://u:hidden@x.example' },
    ],
    [
      'a webhook with a fragment',
      'HUB_NOTIFY_WEBHOOK_URL',
      { HUB_NOTIFY_WEBHOOK_URL: 'https://x.example/#hidden' },
    ],
    ['a short secret', 'HUB_NOTIFY_WEBHOOK_SECRET', { ...hook, HUB_NOTIFY_WEBHOOK_SECRET: 'hidden' }],
    [
      'a secret without a webhook',
      'HUB_NOTIFY_WEBHOOK_SECRET',
      { HUB_NOTIFY_WEBHOOK_SECRET: 'hidden'.repeat(6) },
    ],
    ['a mail server by http', 'HUB_SMTP_URL', { ...from, HUB_SMTP_URL: 'http://hidden.example' }],
    ['half of the credentials', 'HUB_SMTP_URL', { ...from, HUB_SMTP_URL: 'smtp://hidden@mail' }],
    ['badly encoded credentials', 'HUB_SMTP_URL', { ...from, HUB_SMTP_URL: 'smtp://u:hidden%@mail' }],
    [
      'settings after the port',
      'HUB_SMTP_URL',
      { ...from, HUB_SMTP_URL: 'smtp://mail?tls.rejectUnauthorized=hidden' },
    ],
    [
      'mail to nobody',
      'HUB_NOTIFY_MAIL_TO',
      { HUB_SMTP_URL: 'smtp://mail', HUB_NOTIFY_MAIL_FROM: 'a@example.com' },
    ],
    ['mail without a server', 'HUB_SMTP_URL', from],
    [
      'a sender that is a list',
      'HUB_NOTIFY_MAIL_FROM',
      { HUB_SMTP_URL: 'smtp://mail', ...from, HUB_NOTIFY_MAIL_FROM: 'a@x,b@x' },
    ],
    [
      'a recipient with a line break',
      'HUB_NOTIFY_MAIL_TO',
      { HUB_SMTP_URL: 'smtp://mail', ...from, HUB_NOTIFY_MAIL_TO: 'a@x\nBcc:b@x' },
    ],
  ])('%s', (_, name, environment) => {
    const { faults } = parse(environment)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(name)
    expect(faults[0]).not.toContain('hidden')
  })
})

test('the report names hosts, and neither credentials nor what stands behind the host', () => {
  const { report } = parse({
    ...hook,
    HUB_SMTP_URL: 'smtp://someone:mail-secret@mail.example.com:25',
    ...from,
  })
  expect(report).toContain('"chat.example.com"')
  expect(report).toContain('"mail.example.com:25"')
  expect(report).not.toMatch(/secret|someone/)
})
