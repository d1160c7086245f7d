import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backOffSeconds, waitSecondsMax } from '../src/notifications/back-off.ts'
import {
  type MailReceiver,
  openMailReceiver,
  openWebhookReceiver,
  type Received,
  type WebhookReceiver,
} from './receivers.ts'
import { openTestHub, setUp, type TestHub } from './test-hub.ts'

const secret = 'webhook-secret-of-the-tests-0123456789'
const password = 'mail pass/word'
let webhook: WebhookReceiver
let mail: MailReceiver
let hub: TestHub

beforeEach(async () => {
  webhook = await openWebhookReceiver()
  mail = await openMailReceiver()
  hub = await openTestHub({
    environment: {
      HUB_PUBLIC_URL: 'https://licenses.example.com',
      HUB_NOTIFY_WEBHOOK_URL: `${webhook.url}/hooks/secret-path`,
      HUB_NOTIFY_WEBHOOK_SECRET: secret,
      HUB_SMTP_URL: `smtp://hub:${encodeURIComponent(password)}@127.0.0.1:${mail.port}`,
      HUB_NOTIFY_MAIL_FROM: 'hub@example.com',
      HUB_NOTIFY_MAIL_TO: 'ops@example.com, boss@example.com',
    },
  })
})
afterEach(async () => {
  hub.close()
  await Promise.all([webhook.close(), mail.close()])
})

const expiring = () => hub.activate({ exp: hub.deps.clock.now() + 20 * 86_400 - 60 })
const report = async () => (await hub.ask('GET', '/api/notifications')).body
const sendTest = async () => (await hub.ask('POST', '/api/notifications/test')).body.outcomes
/** Lets the wait before the next attempt be over. */
const elapse = () => hub.deps.database.raw.prepare('UPDATE notification_delivery SET next_at = 0').run()

describe('a webhook', () => {
  test('says what, when, where, and where to look, and nothing secret', async () => {
    const { body: activated } = await expiring()
    expect(activated.valid).toBe(true)
    await hub.deps.notifier.turn()
    const { id, at, values, ...rest } = webhook.received[0]?.body ?? {}
    expect(id).toMatch(/^ntf_[0-9a-f]{24}$/)
    expect(at).toBeGreaterThan(1_700_000_000)
    expect(values).toEqual({ days: 20, date: activated.expires_at })
    expect(rest).toEqual({
      installation: hub.deps.installation.id,
      kind: 'expiring',
      text: 'The license expires in 20 days',
      link: 'https://licenses.example.com/license',
    })
  })

  test('carries a signature by which its receiver knows it', async () => {
    await sendTest()
    const { headers, text } = webhook.received[0] as Received
    const at = String(headers['licet-timestamp'])
    expect(Math.abs(Number(at) - hub.deps.clock.system())).toBeLessThan(60)
    const mac = createHmac('sha256', secret).update(`${at}.${text}`).digest('hex')
    expect(headers['licet-signature']).toBe(`v1=${mac}`)
  })

  test.each([
    ['an error', { status: 500 }, 'status'],
    ['a redirect', { status: 307, location: 'http://127.0.0.1:9/' }, 'redirect'],
  ])(
    'that is answered with %s is tried again, as the same notification, until it is taken',
    async (_, answer, fault) => {
      webhook.answer = answer
      await expiring()
      await hub.deps.notifier.turn()
      await hub.deps.notifier.turn()
      expect(webhook.received).toHaveLength(1)
      const [{ deliveries }] = (await report()).notifications
      expect(deliveries).toMatchObject([
        { channel: 'mail', outcome: 'sent', attempts: 1 },
        { channel: 'webhook', outcome: 'waiting', attempts: 1, error: { code: fault } },
      ])
      webhook.answer = { status: 200, bytes: 10_000_000 }
      elapse()
      await hub.deps.notifier.turn()
      expect(webhook.received[1]?.body).toEqual(webhook.received[0]?.body)
      expect((await report()).notifications[0].deliveries[1]).toMatchObject({ outcome: 'sent', attempts: 2 })
      elapse()
      await hub.deps.notifier.turn()
      expect([webhook.received.length, mail.mails.length]).toEqual([2, 1])
    },
  )

  test('is given up after many attempts, and that is shown', async () => {
    webhook.answer = { status: 503 }
    await expiring()
    await hub.deps.notifier.turn()
    hub.deps.database.raw.prepare('UPDATE notification_delivery SET attempts = 20, next_at = 0').run()
    await hub.deps.notifier.turn()
    expect(webhook.received).toHaveLength(1)
    expect((await report()).notifications[0].deliveries[1].outcome).toBe('failed')
  })

  test('whose attempt broke off with its process is tried again, and by nobody before its time', async () => {
    webhook.answer = 'never'
    await expiring()
    const asked = webhook.next()
    const first = await openTestHub({
      dataDir: hub.dataDir,
      environment: { HUB_NOTIFY_WEBHOOK_URL: webhook.url },
    })
    const turn = first.deps.notifier.turn()
    await asked
    first.close()
    await turn
    webhook.answer = { status: 204 }
    await hub.deps.notifier.turn()
    expect(webhook.received).toHaveLength(1)
    elapse()
    await hub.deps.notifier.turn()
    expect(webhook.received).toHaveLength(2)
  })

  test('whose receiver hangs delays no request and no mail', async () => {
    webhook.answer = 'never'
    await expiring()
    const asked = webhook.next()
    void hub.deps.notifier.turn()
    await asked
    const began = performance.now()
    await setUp(hub)
    expect((await hub.ask('GET', '/api/license/status')).status).toBe(200)
    expect((await hub.activate({ jti: 'another' })).status).toBe(200)
    expect(performance.now() - began).toBeLessThan(5000)
    await expect.poll(() => mail.mails.length).toBeGreaterThan(0)
  })
})

describe('a mail', () => {
  test('goes from and to whom the configuration says, as plain text with everything in it', async () => {
    await expiring()
    await hub.deps.notifier.turn()
    const [{ from, to, text } = { from: '', to: [], text: '' }] = mail.mails
    expect([from, to]).toEqual(['hub@example.com', ['ops@example.com', 'boss@example.com']])
    expect(text).toContain('Subject: [Licet] The license expires in 20 days')
    expect(text).toContain('Auto-Submitted: auto-generated')
    expect(text).toContain('https://licenses.example.com/license')
    expect(text).toContain(hub.deps.installation.id)
  })

  test('that the server does not let in says so, without the words of the server', async () => {
    mail.behaviour = 'refuse-password'
    const [, outcome] = await sendTest()
    expect(outcome).toEqual({
      channel: 'mail',
      host: `127.0.0.1:${mail.port}`,
      sent: false,
      error: { code: 'credentials', text: 'The mail server refused the user name or the password.' },
    })
  })
})

describe('a test', () => {
  test('goes through every channel, answers each outcome and is audited, and is no milestone', async () => {
    await mail.close()
    const outcomes = await sendTest()
    expect(outcomes).toMatchObject([
      { channel: 'webhook', sent: true, error: null },
      { channel: 'mail', sent: false, error: { code: 'refused' } },
    ])
    const { entries } = (await hub.ask('GET', '/api/audit')).body
    expect(entries[0]).toMatchObject({
      action: 'notification.test',
      detail: { channels: ['webhook', 'mail'] },
    })
    expect((await report()).notifications).toEqual([])
    mail = await openMailReceiver()
  })
})

test('no log and no answer holds a secret or the path of a webhook', async () => {
  mail.behaviour = 'refuse-password'
  webhook.answer = { status: 500 }
  await expiring()
  await hub.deps.notifier.turn()
  const outcomes = JSON.stringify(await sendTest())
  const settings = (await hub.ask('GET', '/api/settings')).text
  const diagnostics = (await hub.ask('GET', '/api/diagnostics')).text
  const shown = [hub.log(), outcomes, diagnostics, settings, JSON.stringify(await report())].join('\n')
  const plain = Buffer.from(`\u0000hub\u0000${password}`).toString('base64')
  expect(mail.said.join('\n')).toContain(plain)
  for (const hidden of [secret, password, encodeURIComponent(password), plain, 'secret-path']) {
    expect(shown).not.toContain(hidden)
  }
  expect(shown).toContain('was not sent')
})

describe('the wait between attempts', () => {
  test('is random below a bound that doubles up to six hours', () => {
    const bounds = [1, 2, 3, 8, 9, 10, 11, 19].map(attempts => backOffSeconds(attempts, 0.999_999_9))
    expect(bounds).toEqual([30, 60, 120, 3840, 7680, 15_360, 21_600, waitSecondsMax])
    expect(backOffSeconds(9, 0)).toBe(1)
  })

  test('ends when a clock that ran ahead is put right', async () => {
    webhook.answer = { status: 500 }
    await expiring()
    await hub.deps.notifier.turn()
    const ahead = hub.deps.clock.system() + 365 * 86_400
    hub.deps.database.raw.prepare('UPDATE notification_delivery SET next_at = ?').run(ahead)
    await hub.deps.notifier.turn()
    expect(webhook.received).toHaveLength(2)
  })
})
