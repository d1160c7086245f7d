import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Reads a file that holds one secret, and makes it, 0600, with a random one where it is missing. Several processes that start at
 * once agree on one secret.
 */
export function keepPrivateFile(path: string): string {
  const draft = `${path}.${randomBytes(9).toString('base64url')}`
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(draft, `${randomBytes(24).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
    try {
      // A link fails where the name exists already: the first process wins and the others read its secret.
      linkSync(draft, path)
    } catch (error) {
      if (!existsSync(path)) throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  chmodSync(path, 0o600)
  return readFileSync(path, 'utf8').trim()
}
