import { inspectKeyset, isDevelopmentKey } from '@licet/license'
import { StartRefused } from '@licet/server/config'
import { readStored } from './licensing/snapshot.ts'
import type { TrustAnchors } from './licensing/trust.ts'
import type { HubDatabase } from './store/database.ts'

/**
 * Refuses to run in production on what an evaluation has left: trust in a development key, or a stored license or keyset that
 * such a key has signed or that names one. By what the texts say of themselves: nothing here is believed. Writes nothing.
 *
 * @throws {StartRefused} with how to begin anew.
 */
export function refuseDevelopmentMaterial(database: HubDatabase, { main }: TrustAnchors): void {
  if ([...main.keys.keys()].some(isDevelopmentKey)) {
    throw new StartRefused(
      'This build trusts a development key, whose private part lies in clear on some disk. Build it with the trust file of your production keys.',
    )
  }
  const { licenses, artifacts } = readStored(database)
  if (licenses.some(({ token }) => kidsIn(token).some(isDevelopmentKey))) {
    throw new StartRefused(
      `This data directory holds a license that a development key signed, from an evaluation; it is worth nothing here. ${beginAnew} Or start with HUB_EVALUATION=1 once more, and remove the license there first.`,
    )
  }
  if (artifacts.some(({ text }) => kidsIn(text).some(isDevelopmentKey))) {
    throw new StartRefused(
      `This data directory holds a keyset or revocation list of an evaluation, with development keys; it is worth nothing here. ${beginAnew}`,
    )
  }
}

const beginAnew = 'Begin anew with another HUB_DATA_DIR.'

/** The keys that a signed text names: the one that signed it, and those that a keyset is about. */
function kidsIn(text: string): string[] {
  try {
    const { header, claims } = inspectKeyset(text)
    const named = Array.isArray(claims.keys) ? claims.keys : []
    return [header, ...named].flatMap(entry => {
      const kid: unknown = Object(entry).kid
      return typeof kid === 'string' ? [kid] : []
    })
  } catch {
    return []
  }
}
