import { ActivationError } from '../errors.ts'
import type { ControlResult } from './control-result.ts'
import { type ExchangeOptions, exchangeJson } from './exchange-json.ts'
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
 * Each call takes at most ten seconds and 64 KiB, follows no redirect and reads JSON only.
 *
 * @param options.url - `http:` or `https:`, without user name, password, query and fragment; a path is kept.
 * @throws {ActivationError} CONTROL_URL_INVALID
 */
export function createControlClient(
  options: { url: string } & Partial<Pick<ExchangeOptions, 'fetch' | 'timeoutMilliseconds'>>,
): ControlClient {
  const base = parseControlUrl(options.url)
  const exchange: ExchangeOptions = {
    fetch: options.fetch ?? fetch,
    timeoutMilliseconds: options.timeoutMilliseconds ?? timeoutMilliseconds,
    answerBytesMax,
  }
  const post = async <Value>(
    path: string,
    body: object,
    read: Parameters<typeof readControlReply<Value>>[1],
  ): Promise<ControlResult<Value>> =>
    readControlReply(await exchangeJson(new URL(`v1/licenses/${path}`, base), body, exchange), read)
  const named = (licenseId: string, deed: string): string => `${encodeURIComponent(licenseId)}/${deed}`
  return {
    host: base.host,
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

/** The base that paths are joined to. @throws {ActivationError} CONTROL_URL_INVALID */
function parseControlUrl(text: string): URL {
  if (!URL.canParse(text)) throw new ActivationError('CONTROL_URL_INVALID')
  const url = new URL(text)
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!/^https?:$/.test(url.protocol) || !plain) throw new ActivationError('CONTROL_URL_INVALID')
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}
