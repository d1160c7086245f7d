import { maySendSecrets } from '@licet/activation'
import { type Context, insecureControlHosts, readSecretFile, readSetting } from '../context.ts'
import { CliError } from '../errors.ts'

/** Which Hub to ask, and as whom. */
export interface HubOptions {
  hub: string
  keyFile?: string
  product?: string
}

const timeoutMilliseconds = 10_000
const answerBytesMax = 65_536

/**
 * The license status of a running Hub, as a sibling product sees it.
 *
 * @throws {CliError} HUB_UNREACHABLE, HUB_REFUSED, OPTION_INVALID, SETTING_TWICE, FILE_UNREADABLE
 */
export async function askHubStatus(context: Context, options: HubOptions): Promise<Record<string, unknown>> {
  const key =
    options.keyFile === undefined ? readSetting(context, 'LICET_STATUS_KEY') : readSecretFile(options.keyFile)
  const address = addressOf(options)
  if (key !== undefined && !maySendSecrets(address, insecureControlHosts(context)))
    context.err(`licet: the key is sent unencrypted to ${address.hostname}; use an https address\n`)
  const response = await requestStatus(address, key)
  if (response.status === 401 || response.status === 403)
    throw new CliError('HUB_REFUSED', String(response.status))
  if (!response.ok) throw new CliError('HUB_UNREACHABLE', String(response.status))
  try {
    const text = await response.text()
    if (text.length > answerBytesMax) throw new CliError('HUB_UNREACHABLE', 'too long an answer')
    return { ...Object(JSON.parse(text)) }
  } catch {
    throw new CliError('HUB_UNREACHABLE', 'not an answer of a Hub')
  }
}

function addressOf(options: HubOptions): URL {
  try {
    const url = new URL('/api/license/status', options.hub)
    if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new TypeError()
    if (options.product !== undefined) url.searchParams.set('product', options.product)
    return url
  } catch {
    throw new CliError('OPTION_INVALID', '--hub')
  }
}

async function requestStatus(url: URL, key: string | undefined): Promise<Response> {
  try {
    return await fetch(url, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      // A key is never carried to an address that nobody named.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    })
  } catch {
    throw new CliError('HUB_UNREACHABLE', url.origin)
  }
}
