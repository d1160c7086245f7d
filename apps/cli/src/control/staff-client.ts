import { randomUUID } from 'node:crypto'
import { maySendSecrets } from '@licet/activation'
import { type Context, insecureControlHosts, readSecretFile, readSetting } from '../context.ts'
import { CliError } from '../errors.ts'

/** An answer of the control plane: JSON, or its refusal. */
export type StaffAnswer =
  | { ok: true; body: Record<string, unknown> }
  | { ok: false; status: number; code: string; error: string; fields?: unknown }

/** Calls the control plane as a member of the vendor's staff. */
export interface StaffClient {
  get(path: string, query?: Readonly<Record<string, string | number | undefined>>): Promise<StaffAnswer>
  /** Sent once: the same `idempotencyKey` again gives the same answer again. */
  post(path: string, body: object): Promise<StaffAnswer>
}

/** Where to find the control plane, and as whom. */
export interface StaffOptions {
  control?: string
  tokenFile?: string
  idempotencyKey?: string
}

interface Call {
  method: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string
}

const timeoutMilliseconds = 30_000
const answerBytesMax = 8 * 1024 * 1024

/**
 * Opens the control plane at `--control` or `LICET_CONTROL_URL`, with the token in `LICET_CONTROL_TOKEN` or
 * `--token-file`; never an argument, as those show in the process list.
 *
 * @throws {CliError} CONTROL_ADDRESS_MISSING, TOKEN_MISSING, OPTION_INVALID, SETTING_TWICE, FILE_UNREADABLE,
 *   TOKEN_IN_CLEAR
 */
export function openStaffClient(context: Context, options: StaffOptions): StaffClient {
  const base = parseBase(options.control ?? readSetting(context, 'LICET_CONTROL_URL'))
  const token =
    options.tokenFile === undefined
      ? readSetting(context, 'LICET_CONTROL_TOKEN')
      : readSecretFile(options.tokenFile)
  if (token === undefined || token === '') throw new CliError('TOKEN_MISSING')
  if (!maySendSecrets(base, insecureControlHosts(context)))
    throw new CliError('TOKEN_IN_CLEAR', base.hostname)
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const call = async (path: string, init: Call): Promise<StaffAnswer> => {
    const url = new URL(`v1/${path}`, base)
    return readAnswer(await send(url, { ...init, headers: { ...headers, ...init.headers } }))
  }
  return {
    get: (path, query = {}) => {
      const given = Object.entries(query).filter(([, value]) => value !== undefined)
      const search = new URLSearchParams(
        given.map(([name, value]): [string, string] => [name, String(value)]),
      )
      return call(search.size === 0 ? path : `${path}?${search}`, { method: 'GET' })
    },
    post: (path, body) =>
      call(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': options.idempotencyKey ?? randomUUID(),
        },
        body: JSON.stringify(body),
      }),
  }
}

function parseBase(text: string | undefined): URL {
  if (text === undefined) throw new CliError('CONTROL_ADDRESS_MISSING')
  if (!URL.canParse(text)) throw new CliError('OPTION_INVALID', 'LICET_CONTROL_URL')
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new CliError('OPTION_INVALID', 'LICET_CONTROL_URL')
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

async function send(url: URL, init: Call): Promise<Response> {
  try {
    // A token is never carried to an address that nobody named.
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMilliseconds) })
  } catch {
    throw new CliError('CONTROL_UNREACHABLE', url.origin)
  }
}

async function readAnswer(response: Response): Promise<StaffAnswer> {
  const body = await readObject(response)
  if (response.ok) return { ok: true, body }
  const { code, error, fields } = body
  if (typeof code !== 'string' || typeof error !== 'string')
    throw new CliError('CONTROL_UNREACHABLE', String(response.status))
  return { ok: false, status: response.status, code, error, ...(fields === undefined ? {} : { fields }) }
}

async function readObject(response: Response): Promise<Record<string, unknown>> {
  try {
    const text = await response.text()
    if (text.length > answerBytesMax) throw new TypeError('too long')
    return { ...Object(JSON.parse(text)) } as Record<string, unknown>
  } catch {
    throw new CliError('CONTROL_UNREACHABLE', 'not an answer of a control plane')
  }
}
