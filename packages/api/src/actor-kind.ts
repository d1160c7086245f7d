import { z } from 'zod'

/** Who acts, as an entry of an audit log tells it. The name beside it is chosen by whoever is named. */
export const actorKind = z.enum([
  'user',
  'admin_token',
  'api_token',
  'service_key',
  'installation',
  'setup',
  'system',
])
export type ActorKind = z.infer<typeof actorKind>

/** The kind of an actor, from the id that its server gave it; so it is known of every entry that was ever written. */
export function actorKindOf(actor: string): ActorKind {
  if (actor === 'admin_token' || actor === 'setup' || actor === 'system') return actor
  if (actor.startsWith('usr_')) return 'user'
  if (actor.startsWith('tok_')) return 'api_token'
  return actor.startsWith('key_') || actor === 'status_key' ? 'service_key' : 'installation'
}
