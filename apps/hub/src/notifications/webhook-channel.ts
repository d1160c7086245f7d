import { createHmac } from 'node:crypto'
import { type Channel, DeliveryFailed } from './channel.ts'
import { describeFault } from './describe-fault.ts'
import type { Notice } from './notice.ts'
import type { WebhookConfig } from './notify-config.ts'

/** Time for everything: name, connection, request, answer. */
const timeoutMilliseconds = 10_000
const answerBytesMax = 65_536

/**
 * A channel that posts the notice as JSON. Redirects are not followed, and of the answer only the status counts: 2xx is
 * taken, anything else is tried again.
 *
 * @param system - The machine's time in epoch seconds, for the signature.
 */
export function createWebhookChannel({ url, secret }: WebhookConfig, system: () => number): Channel {
  return {
    name: 'webhook',
    host: url.host,
    send: async (notice, signal) => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)])
      const answer = await post(url, secret, notice, system(), limit)
      await drain(answer)
      if (answer.ok) return
      throw new DeliveryFailed('status')
    },
  }
}

/**
 * The headers by which a receiver knows that a body is from this installation, and recent.
 *
 * `Licet-Signature` is `v1=` and the hexadecimal HMAC-SHA-256, under the shared secret, of the timestamp, a full stop and
 * the body as it was sent. A receiver compares in constant time and refuses a timestamp that is minutes old.
 *
 * @param at - Epoch seconds.
 */
export function signatureHeaders(secret: string, at: number, body: string): Record<string, string> {
  const mac = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
  return { 'Licet-Timestamp': String(at), 'Licet-Signature': `v1=${mac}` }
}

async function post(
  url: URL,
  secret: string | null,
  notice: Notice,
  at: number,
  signal: AbortSignal,
): Promise<Response> {
  const body = JSON.stringify(notice)
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Licet-Hub',
    ...(secret === null ? {} : signatureHeaders(secret, at, body)),
  }
  try {
    return await fetch(url, { method: 'POST', body, headers, redirect: 'error', signal })
  } catch (error) {
    throw new DeliveryFailed(describeFault(error))
  }
}

// Read to its end where that is near, so that the receiver sees a whole exchange; a fault here changes nothing any more.
async function drain(answer: Response): Promise<void> {
  let bytes = 0
  try {
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength
      if (bytes > answerBytesMax) break
    }
  } catch {
    return
  }
}
