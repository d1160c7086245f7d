/** How a call to the activation server ended. Only what is signed in an answer is ever believed. */
export type ControlResult<Value> =
  | { kind: 'answered'; value: Value }
  | ControlRefusal
  | { kind: 'unreachable'; cause: UnreachableCause; detail: string; retryAfterSeconds: number | null }

/** The server said no, in its own words. */
export interface ControlRefusal {
  kind: 'refused'
  status: number
  /** A stable code, such as `KEY_UNKNOWN`. */
  code: string
  message: string
  /** What of the message is the case here alone; empty where the code says all. */
  detail: string
  /** `activation+jwt`: a signed verdict; null where there is none. */
  token: string | null
  /** A path of the documentation; empty where none was named. */
  help: string
  retryAfterSeconds: number | null
}

/** Why nothing could be learnt from a call. */
export type UnreachableCause =
  | 'name_unknown'
  | 'connection_refused'
  | 'connection_lost'
  | 'tls_failed'
  | 'timeout'
  | 'redirected'
  | 'key_in_clear'
  | 'server_error'
  | 'answer_too_large'
  | 'not_json'
  | 'not_an_answer'

/** Nothing was learnt. */
export function unreachable(
  cause: UnreachableCause,
  detail = '',
  retryAfterSeconds: number | null = null,
): Extract<ControlResult<never>, { kind: 'unreachable' }> {
  return { kind: 'unreachable', cause, detail, retryAfterSeconds }
}

/** One sentence for each cause, with what to look at. */
export const unreachableTexts: Readonly<Record<UnreachableCause, string>> = {
  name_unknown:
    'The name of the activation server is not known to this network. Check the address and the DNS.',
  connection_refused: 'Nothing answers at the address of the activation server. Check address and firewall.',
  connection_lost: 'The connection to the activation server broke off. Try again.',
  tls_failed: 'The certificate of the activation server is not trusted here. Check the clock and any proxy.',
  timeout: 'The activation server did not answer in time. Try again later.',
  redirected: 'The activation server sent this call elsewhere, which is not followed. Check the address.',
  key_in_clear:
    'The license key would travel unencrypted, so it is not sent. Use an https address for the activation server, or name its host in HUB_INSECURE_CONTROL_HOSTS (licet: LICET_INSECURE_CONTROL_HOSTS).',
  server_error: 'The activation server has a problem of its own. Try again later.',
  answer_too_large: 'What answered is not the activation server: its answer is too long.',
  not_json: 'What answered is not the activation server; perhaps a network sign-in page stands in between.',
  not_an_answer: 'What answered is not the activation server, or one of another version.',
}
