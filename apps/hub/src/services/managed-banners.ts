import type { Banner } from '@licet/api'
import { waitingKey } from '../activation/waiting-key.ts'
import type { HubDeps } from '../deps.ts'
import { loadControlContact } from '../store/control-contact.ts'
import type { AudienceBanner } from './banners.ts'
import { sentenceOf } from './report-control.ts'
import { licensePage, machinePage } from './state-banners.ts'

/** The banners about a license or license key that configuration holds and that does not count, for administrators. */
export async function managedBanners(deps: HubDeps): Promise<AudienceBanner[]> {
  const { managed, licensing, control, database } = deps
  const error = managed.fault()
  if (error !== null) {
    const text = `The license that the configuration gives was refused: ${error.message}`
    return [admins('license_file_refused', 'error', text, { code: error.code }, licensePage)]
  }
  const { facts } = await licensing.snapshot()
  if (waitingKey(deps, facts.licenses) === null) return []
  if (control.client === null) {
    const text =
      'The configuration gives a license key, and no activation server to exchange it (HUB_CONTROL_URL). Activate by hand.'
    return [admins('license_key_offline', 'warning', text, {}, machinePage)]
  }
  const { lastOutcome, lastCode, lastMessage } = loadControlContact(database)
  if (lastOutcome === null) return []
  const sentence = sentenceOf(lastCode, lastMessage)
  const text = `The license key that the configuration gives is not activated yet${sentence === '' ? '.' : `: ${sentence}`}`
  return [admins('license_key_waiting', 'warning', text, { code: lastCode }, machinePage)]
}

function admins(
  kind: Banner['kind'],
  level: Banner['level'],
  text: string,
  values: Banner['values'],
  action: Banner['action'],
): AudienceBanner {
  return { everybody: false, banner: { id: kind, kind, level, text, values, dismiss: 'no', action } }
}
