import { isInClear, listeningWarnings, type TransportWarning } from '@licet/server/config'
import type { HubConfig } from './config.ts'

/** Everything that this Hub sends or receives unencrypted over a network, as it is configured. */
export function transportWarnings(
  config: Pick<HubConfig, 'host' | 'tls' | 'publicUrl' | 'trustedProxies' | 'controlUrl' | 'notify'>,
): TransportWarning[] {
  const warnings = listeningWarnings('HUB', config)
  if (isInClear(config.controlUrl)) {
    warnings.push({
      name: 'HUB_CONTROL_URL',
      code: 'CONTROL_IN_CLEAR',
      message:
        'The activation server is called unencrypted. License keys are not sent to it, unless its host is named for that.',
      remedy:
        'Use an https address for HUB_CONTROL_URL; HUB_INSECURE_CONTROL_HOSTS names a host that keys may be sent to all the same.',
    })
  }
  if (isInClear(config.notify.webhook?.url ?? null)) {
    warnings.push({
      name: 'HUB_NOTIFY_WEBHOOK_URL',
      code: 'WEBHOOK_IN_CLEAR',
      message: 'Notifications are sent unencrypted, with the address that they are sent to.',
      remedy: 'Use an https address for HUB_NOTIFY_WEBHOOK_URL.',
    })
  }
  return warnings
}
