import type { Variables } from '@licet/server/config'

/** Where a webhook is sent. */
export interface WebhookConfig {
  url: URL
  /** Key of the signature; null: unsigned. */
  secret: string | null
}

/** How mail is sent. */
export interface MailConfig {
  host: string
  port: number
  /** TLS from the first byte; otherwise STARTTLS, where the server offers it. */
  secure: boolean
  /** With it and without TLS nothing is sent, except to this machine. */
  credentials: { user: string; password: string } | null
  from: string
  to: readonly string[]
}

/** The channels that the operator has configured; null: not this one. */
export interface NotifyConfig {
  webhook: WebhookConfig | null
  mail: MailConfig | null
}

const secretLengthMin = 32
const recipientsMax = 50
const address = /^[^\s@<>,;:"\\()[\]]{1,64}@[^\s@<>,;:"\\()]{1,255}$/

/** Reads where notifications go. Faults are collected in `variables`, like every other. */
export function parseNotifyConfig(variables: Variables): NotifyConfig {
  return { webhook: webhook(variables), mail: mail(variables) }
}

function webhook(variables: Variables): WebhookConfig | null {
  const url = variables.address('HUB_NOTIFY_WEBHOOK_URL', ['http:', 'https:'])
  const secret = variables.secret('HUB_NOTIFY_WEBHOOK_SECRET', secretLengthMin)
  if (url !== null && (url.username !== '' || url.password !== '' || url.hash !== '')) {
    variables.faults.push(
      'HUB_NOTIFY_WEBHOOK_URL may hold no user name, password or fragment; the receiver checks the signature of HUB_NOTIFY_WEBHOOK_SECRET.',
    )
  }
  if (secret !== null && !variables.isSet('HUB_NOTIFY_WEBHOOK_URL'))
    variables.faults.push('HUB_NOTIFY_WEBHOOK_SECRET is of no use without HUB_NOTIFY_WEBHOOK_URL.')
  return url === null ? null : { url, secret }
}

function mail(variables: Variables): MailConfig | null {
  const url = variables.address('HUB_SMTP_URL', ['smtp:', 'smtps:'])
  const from = variables.text('HUB_NOTIFY_MAIL_FROM', '')
  const to = variables.list('HUB_NOTIFY_MAIL_TO')
  const names = ['HUB_SMTP_URL', 'HUB_NOTIFY_MAIL_FROM', 'HUB_NOTIFY_MAIL_TO']
  const set = names.filter(name => variables.isSet(name))
  if (set.length > 0 && set.length < names.length)
    variables.faults.push(`${names.join(', ')} go together: set all three or none.`)
  if (from !== '' && !address.test(from))
    variables.faults.push('HUB_NOTIFY_MAIL_FROM must be one plain e-mail address.')
  if (to.length > recipientsMax || !to.every(one => address.test(one)))
    variables.faults.push(
      `HUB_NOTIFY_MAIL_TO must be up to ${recipientsMax} plain e-mail addresses, with commas between them.`,
    )
  if (url === null) return null
  const isBare = url.hostname !== '' && /^\/?$/.test(url.pathname) && url.search === '' && url.hash === ''
  const credentials = credentialsOf(url)
  if (!isBare || credentials === undefined) {
    variables.faults.push(
      'HUB_SMTP_URL must look like smtp://user:password@host:port, with special characters percent-encoded and nothing after the port.',
    )
    return null
  }
  const secure = url.protocol === 'smtps:'
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port)
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port, secure, credentials, from, to }
}

/** Returns undefined where they are not as they must be: half of them, or badly encoded. */
function credentialsOf(url: URL): MailConfig['credentials'] | undefined {
  if (url.username === '' && url.password === '') return null
  if (url.username === '' || url.password === '') return undefined
  try {
    return { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
  } catch {
    return undefined
  }
}
