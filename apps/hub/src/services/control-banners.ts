import type { Banner } from '@licet/api'
import type { ControlContact } from '../store/control-contact.ts'
import type { AudienceBanner } from './banners.ts'
import { machinePage } from './state-banners.ts'

/** The banners about the contact with the activation server, for administrators: a suspected copy, a word of the vendor. */
export function controlBanners({ cloneSuspectedAt, message }: ControlContact): AudienceBanner[] {
  const banners: Banner[] = []
  if (cloneSuspectedAt !== null) {
    banners.push({
      id: 'clone_suspected',
      kind: 'clone_suspected',
      level: 'error',
      text: 'Another installation reports with this one’s identity: a copy of its data may be running. Nothing was changed.',
      values: { date: cloneSuspectedAt },
      dismiss: 'no',
      action: machinePage,
    })
  }
  if (message !== '') {
    banners.push({
      id: 'vendor_message',
      kind: 'vendor_message',
      level: 'info',
      text: message,
      values: { message },
      dismiss: 'collapse',
      action: machinePage,
    })
  }
  return banners.map(banner => ({ everybody: false, banner }))
}
