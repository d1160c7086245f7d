import { isLoopbackHost } from '@licet/license'
import { type Channel, DeliveryFailed } from './channel.ts'
import { describeFault } from './describe-fault.ts'
import type { Notice } from './notice.ts'
import type { MailConfig } from './notify-config.ts'

/** For each step of the conversation with the server, and for all of it. */
const stepMilliseconds = 10_000
const timeoutMilliseconds = 30_000

/**
 * A channel that sends one plain-text mail to all recipients. The program that speaks to mail servers is loaded with the
 * first mail. A password is only ever sent encrypted, unless the server is this machine.
 */
export function createMailChannel(config: MailConfig): Channel {
  const { host, port, from, to } = config
  return {
    name: 'mail',
    host: `${host}:${port}`,
    send: async (notice, signal) => {
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({
        ...connectionOptions(config),
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)])
      try {
        await transport.sendMail({ from, to: [...to], ...mailOf(notice), signal: limit })
      } catch (error) {
        throw new DeliveryFailed(describeFault(limit.aborted ? limit.reason : error))
      } finally {
        transport.close()
      }
    },
  }
}

function connectionOptions({ host, port, secure, credentials }: MailConfig) {
  return {
    host,
    port,
    secure,
    requireTLS: credentials !== null && !isLoopbackHost(host),
    connectionTimeout: stepMilliseconds,
    greetingTimeout: stepMilliseconds,
    socketTimeout: stepMilliseconds,
    dnsTimeout: stepMilliseconds,
    ...(credentials === null ? {} : { auth: { user: credentials.user, pass: credentials.password } }),
  }
}

function mailOf({ id, installation, text, values, link }: Notice) {
  const facts = Object.entries(values).map(([name, value]) => `${name}: ${readable(name, value)}`)
  const lines = [`${text}.`.replace(/\.\.$/, '.'), '', ...facts, `installation: ${installation}`]
  return {
    subject: `[Licet] ${text}`,
    text: [...lines, ...(link === undefined ? [] : ['', link]), ''].join('\n'),
    messageId: `<${id}@${installation.replace(/[^\w-]/g, '')}.invalid>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

function readable(name: string, value: string | number): string {
  return name === 'date' && typeof value === 'number'
    ? new Date(value * 1000).toISOString().slice(0, 10)
    : String(value)
}
