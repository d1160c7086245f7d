/** Everything that can go wrong with an activation by hand, in the order in which people meet it. */
export const helpCases = [
  'key_mistyped',
  'key_unknown',
  'other_machine',
  'transfer_forbidden',
  'machines_exhausted',
  'key_expired',
  'key_suspended',
  'key_revoked',
  'fingerprint_invalid',
  'request_invalid',
  'request_expired',
  'request_replayed',
  'clone_suspected',
  'rate_limited',
  'signing_unavailable',
] as const

export type HelpCase = (typeof helpCases)[number]

const others: Readonly<Record<string, HelpCase>> = {
  SHORT_KEY_MISTYPED: 'key_mistyped',
  MACHINE_UID_MISTYPED: 'fingerprint_invalid',
}

/** The case that a refusal's code belongs to; null where the refusal itself says all there is. */
export function caseOf(code: string): HelpCase | null {
  return helpCases.find(name => name === code.toLowerCase()) ?? others[code] ?? null
}
