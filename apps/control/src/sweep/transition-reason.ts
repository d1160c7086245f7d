import type { SweptKind } from '../store/state-expressions.ts'

const reasons: Readonly<Record<string, string>> = {
  unminted: 'Issued; its term begins with the first activation.',
  scheduled: 'Its first day has not come.',
  expiring: 'Its end is near.',
  expired: 'It has ended.',
  suspended: 'It was suspended.',
  revoked: 'It was revoked.',
  provisioned: 'No machine has been activated.',
  grace: 'Heartbeats were missed, or its soft license has ended.',
  locked: 'Its lease or its license has ended.',
  active: 'It is in force.',
}

/** One sentence on why something changed its state. */
export function reasonOf(kind: SweptKind, from: string | null, to: string): string {
  if (from === null) return `First seen by a sweep: ${to}.`
  if (kind === 'deployment' && to === 'active') return 'It was heard of, and its license is in force.'
  return reasons[to] ?? ''
}
