import { TextLink } from '@licet/ui'
import { useText } from '../../language/use-text.ts'
import type { Attention } from './overview-query.ts'

/** The one thing to do about it: a link to where it is done. */
export function AttentionLink({ item }: { item: Attention }) {
  const { text } = useText()
  const label = text(`overview.act.${item.kind}`)
  const name = `${label}: ${item.name}`
  switch (item.kind) {
    case 'clone_suspected':
      return (
        <TextLink size="sm" to="/licensing/heartbeats" search={{ view: 'anomalies' }} aria-label={name}>
          {label}
        </TextLink>
      )
    case 'license_expiring':
    case 'license_expired':
      return (
        <TextLink size="sm" to="/licensing/license/$id" params={{ id: item.id }} aria-label={name}>
          {label}
        </TextLink>
      )
    case 'subscription_past_due':
      return (
        <TextLink size="sm" to="/deployments" search={{ view: 'subscriptions' }} aria-label={name}>
          {label}
        </TextLink>
      )
    case 'signing_key_ending':
    case 'revocations_unpublished':
      return (
        <TextLink size="sm" to="/licensing/signing" aria-label={name}>
          {label}
        </TextLink>
      )
    case 'deployment_locked':
    case 'deployment_grace':
    case 'deployment_silent':
    default:
      return (
        <TextLink size="sm" to="/deployments/$id" params={{ id: item.id }} aria-label={name}>
          {label}
        </TextLink>
      )
  }
}
