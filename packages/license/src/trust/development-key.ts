/** Key ids that start so are made on the spot for an evaluation, where their private parts lie in clear. */
export const developmentPrefix = 'dev-'

/**
 * Tells whether a key was made for an evaluation. Its id says so for good: whatever the key signs names it, the sealed private
 * part is bound to it, and no such key is made anywhere else.
 */
export function isDevelopmentKey(kid: string): boolean {
  return kid.startsWith(developmentPrefix)
}
