import type { Answer } from '../lease/take-answer.ts'
import { type ControlResult, unreachable } from './control-result.ts'
import type { JsonReply } from './exchange-json.ts'

/** An answer with signed parts, and a wish that is not signed and changes nothing. */
export interface ControlAnswer {
  answer: Answer
  /** When the server would like to hear from us again; null: it does not say. */
  nextHeartbeatSeconds: number | null
}

type Json = Readonly<Record<string, unknown>>

const textMax = 500

/** Reads a reply to a call; `read` returns null for an answer that is not of its kind. */
export function readControlReply<Value>(
  reply: JsonReply,
  read: (body: Json) => Value | null,
): ControlResult<Value> {
  if (reply.kind === 'unreachable') return reply
  const { status, retryAfterSeconds } = reply
  const body = objectOf(reply.body)
  if (body !== null && status >= 200 && status < 300) {
    const value = read(body)
    return value === null ? unreachable('not_an_answer', String(status)) : { kind: 'answered', value }
  }
  const code = textOf(body?.code)
  const message = textOf(body?.error)
  if (code === null || message === null || !/^[A-Z][A-Z0-9_]{1,63}$/.test(code))
    return unreachable(status >= 500 ? 'server_error' : 'not_an_answer', String(status), retryAfterSeconds)
  return {
    kind: 'refused',
    status,
    code,
    message: message.slice(0, textMax),
    detail: textOf(body?.detail)?.slice(0, textMax) ?? '',
    token: textOf(body?.token),
    help: textOf(body?.help)?.slice(0, textMax) ?? '',
    retryAfterSeconds,
  }
}

/** What `POST /licenses/activate` answers. */
export function readActivated(body: Json): ControlAnswer | null {
  const activation = textOf(body.token)
  if (body.success !== true || activation === null) return null
  const { license, keyset, revocations } = body
  const answer = {
    activation,
    license: textOf(license),
    keyset: textOf(keyset),
    revocations: textOf(revocations),
  }
  return { answer, nextHeartbeatSeconds: null }
}

/** What `POST /licenses/:id/activate` and `/heartbeat` answer. */
export function readRequestAnswered(body: Json): ControlAnswer | null {
  const activation = textOf(body.token)
  if (activation === null || !Array.isArray(body.directives)) return null
  const directives = body.directives.map(objectOf).filter(directive => directive !== null)
  const artifactOf = (type: string): string | null =>
    textOf(directives.find(directive => directive.type === type)?.artifact)
  const { nextHeartbeatSeconds: next } = body
  return {
    answer: {
      activation,
      license: artifactOf('refresh_license'),
      keyset: artifactOf('keyset'),
      revocations: artifactOf('revocations'),
    },
    nextHeartbeatSeconds: typeof next === 'number' && next > 0 ? next : null,
  }
}

function objectOf(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
