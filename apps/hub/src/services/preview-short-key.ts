import { parseShortKey } from '@licet/license'
import { HttpError } from '@licet/server'
import type { HubDeps } from '../deps.ts'

/**
 * Tells whether a short key could be activated from here, without asking anybody: nothing is sent before somebody decides.
 *
 * @returns the one spelling of the key.
 * @throws {HttpError} SHORT_KEY_OFFLINE
 * @throws {LicenseError} SHORT_KEY_MISTYPED
 */
export function previewShortKey({ config }: Pick<HubDeps, 'config'>, text: string): string {
  if (config.controlUrl === null) throw new HttpError('SHORT_KEY_OFFLINE')
  return parseShortKey(text)
}
