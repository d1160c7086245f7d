import type { SigningKey } from './signing-queries.ts'

/** How far the change of a signing key has come. */
export type RotationStage =
  /** No successor exists. */
  | { is: 'make' }
  /** The successor exists, but installations do not know it yet. */
  | { is: 'publish'; next: SigningKey }
  /** Installations can know it: it may sign. */
  | { is: 'activate'; next: SigningKey }

/** Where the rotation of the keys of one use stands; the newest successor counts. */
export function rotationStage(keys: readonly SigningKey[], use: SigningKey['use']): RotationStage {
  const next = keys
    .filter(key => key.use === use && key.status === 'next')
    .reduce<SigningKey | null>(
      (newest, key) => (newest === null || key.createdAt > newest.createdAt ? key : newest),
      null,
    )
  if (next === null) return { is: 'make' }
  return next.published ? { is: 'activate', next } : { is: 'publish', next }
}
