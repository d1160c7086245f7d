import { Moment, Notice, useNow } from '@licet/ui'
import { Stack, Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import type { MachineRequest, RequestFacts } from './read-request.ts'
import { UidGroups } from './uid-groups.tsx'

/** Says what the text in the box is, before anything is sent; a mistyped group is named. */
export function RequestNotice({ request }: { request: MachineRequest }) {
  const { text } = useText()
  switch (request.is) {
    case 'unreadable':
      return <Notice tone="danger">{text('request.unknown')}</Notice>
    case 'other':
      return <Notice tone="danger">{text('request.other')}</Notice>
    case 'uid':
      return <UidNotice request={request} />
    case 'release':
      return <Notice tone="info">{text('request.release')}</Notice>
    case 'request':
      return <SignedNotice facts={request.facts} />
    case 'empty':
    default:
      return null
  }
}

function SignedNotice({ facts }: { facts: RequestFacts }) {
  const { text } = useText()
  const now = useNow()
  const { hostname, issuedAt, expiresAt } = facts
  const over = expiresAt !== null && expiresAt <= now
  return (
    <Notice tone={over ? 'danger' : 'ok'}>
      {text(over ? 'request.over' : 'request.read', { host: hostname ?? text('request.noHost') })}
      {issuedAt !== null && (
        <>
          {' '}
          {text('request.made')} <Moment at={issuedAt} />.
        </>
      )}
    </Notice>
  )
}

function UidNotice({ request }: { request: Extract<MachineRequest, { is: 'uid' }> }) {
  const { text } = useText()
  const { examination } = request
  const { verdict, suspects, groups } = examination
  const tone = verdict === 'good' ? 'ok' : verdict === 'short' && suspects.length === 0 ? 'info' : 'danger'
  const full = groups.filter(group => group.is === 'full').length
  return (
    <Notice tone={tone}>
      <Stack gap={8}>
        <UidGroups examination={examination} />
        <Text size="sm" component="span">
          {suspects.length > 0
            ? text(`request.in.${verdict}`, { groups: suspects.join(', '), count: suspects.length })
            : text(`request.uid.${verdict}`, { full })}
        </Text>
      </Stack>
    </Notice>
  )
}
