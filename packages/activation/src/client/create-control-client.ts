import { ActivationError } from '../errors.ts'
import { type ControlResult, unreachable } from './control-result.ts'
import { type ExchangeOptions, exchangeJson } from './exchange-json.ts'
import { maySendSecrets } from './may-send-secrets.ts'
import {
  type ControlAnswer,
  readActivated,
  readControlReply,
  readRequestAnswered,
} from './parse-control-answer.ts'

/** What an installation says to its activation server. No call throws for what a network or a server does. */
export interface ControlClient {
  /** Host and port, for people. */
  host: string
  /** False where a short key would be sent unencrypted over a network: such a call ends as `key_in_clear`, and nothing is sent. */
  carriesKeys: boolean
  /** First activation, or another one, by short key. */
  activateByKey(call: {
    key: string
    request: string
    hostname?: string
  }): Promise<ControlResult<ControlAnswer>>
  /**
   * Activates a license by its id.
   *
   * @param proof - Its short key or signed text: needed where this installation holds no activation of it.
   */
  activate(licenseId: string, request: string, proof: string | null): Promise<ControlResult<ControlAnswer>>
  heartbeat(licenseId: string, request: string): Promise<ControlResult<ControlAnswer>>
  /** Gives a license back with a release receipt. */
  deactivate(call: { key: string; release: string }): Promise<ControlResult<{ message: string }>>
}

const timeoutMilliseconds = 10_000
const answerBytesMax = 65_536

/**
 * Creates the client of an activation server.
 *
 * Each call takes at most ten seconds and 64 KiB, follows no redirect and reads JSON only. Short keys are sent encrypted, to
 * this machine, or to a host that was named for it; what is signed by the installation holds no secret and goes anyway.
 *
 * @param options.insecureHosts - Hosts, without port, that short keys may be sent to unencrypted.
 * @param options.url - `http:` or `https:`, without user name, password, query and fragment; a path is kept.
 * @throws {ActivationError} CONTROL_URL_INVALID
 */
export function createControlClient(
  options: { url: string; insecureHosts?: readonly string[] } & Partial<
    Pick<ExchangeOptions, 'fetch' | 'timeoutMilliseconds'>
  >,
): ControlClient {
  const base = parseControlUrl(options.url)
  const carriesKeys = maySendSecrets(base, options.insecureHosts ?? [])
  const exchange: ExchangeOptions = {
    fetch: options.fetch ?? fetch,
    timeoutMilliseconds: options.timeoutMilliseconds ?? timeoutMilliseconds,
    answerBytesMax,
  }
  const post = async <Value>(
    path: string,
    body: object,
    read: Parameters<typeof readControlReply<Value>>[1],
  ): Promise<ControlResult<Value>> => {
    if (!carriesKeys && holdsKey(body)) return unreachable('key_in_clear')
    return readControlReply(await exchangeJson(new URL(`v1/licenses/${path}`, base), body, exchange), read)
  }
  const named = (licenseId: string, deed: string): string => `${encodeURIComponent(licenseId)}/${deed}`
  return {
    host: base.host,
    carriesKeys,
    activateByKey: call => post('activate', call, readActivated),
    activate: (licenseId, request, proof) =>
      post(named(licenseId, 'activate'), { request, ...(proof !== null && { proof }) }, readRequestAnswered),
    heartbeat: (licenseId, request) => post(named(licenseId, 'heartbeat'), { request }, readRequestAnswered),
    deactivate: call =>
      post('deactivate', call, ({ success, message }) =>
        success === true ? { message: typeof message === 'string' ? message : '' } : null,
      ),
  }
}

/** A short key, under whatever name; a signed proof has parts with dots between them. */
function holdsKey(body: object): boolean {
  return Object.entries(body).some(
    ([name, value]) => name === 'key' || (name === 'proof' && !String(value).includes('.')),
  )
}

/** The base that paths are joined to. @throws {ActivationError} CONTROL_URL_INVALID */
function parseControlUrl(text: string): URL {
  if (!URL.canParse(text)) throw new ActivationError('CONTROL_URL_INVALID')
  const url = new URL(text)
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!/^https?:$/.test(url.protocol) || !plain) throw new ActivationError('CONTROL_URL_INVALID')
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}
