import { parseShortKey } from '@licet/license'
import { HttpError } from '@licet/server'
import type { HubDeps } from '../deps.ts'

/**
 * Tells whether a short key could be activated from here, without asking anybody: nothing is sent before somebody decides.
 *
 * @returns the one spelling of the key.
 * @throws {HttpError} SHORT_KEY_OFFLINE, SHORT_KEY_IN_CLEAR
 * @throws {LicenseError} SHORT_KEY_MISTYPED
 */
export function previewShortKey({ control }: Pick<HubDeps, 'control'>, text: string): string {
  if (control.client === null) throw new HttpError('SHORT_KEY_OFFLINE')
  if (!control.client.carriesKeys) throw new HttpError('SHORT_KEY_IN_CLEAR')
  return parseShortKey(text)
}
