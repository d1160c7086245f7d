import { type Column, CopyableId, Moment, StateChip, TextLink, type Tone } from '@licet/ui'
import { Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import { KeyMenu } from './key-menu.tsx'
import type { KeyDeed, SigningKey } from './signing-queries.ts'

const tones: Readonly<Record<SigningKey['status'], Tone>> = {
  next: 'info',
  active: 'ok',
  retired: 'calm',
  compromised: 'danger',
}

/** What the table says of a key, and what can be done about it. */
export function useKeyColumns(onAsk: (key: SigningKey, deed: KeyDeed) => void): Column<SigningKey>[] {
  const { text } = useText()
  return [
    {
      id: 'kid',
      header: text('signing.kid'),
      leads: true,
      cell: key => (
        <>
          <CopyableId value={key.kid} label={text('signing.kid')} kept={0} />
          <Text size="xs" c="dimmed">
            {text('signing.thumbprint')}{' '}
            <CopyableId value={key.thumbprint} label={text('signing.thumbprint')} kept={12} />
          </Text>
        </>
      ),
    },
    { id: 'use', header: text('signing.use'), cell: key => text(`signing.signs.${key.use}`) },
    {
      id: 'status',
      header: text('signing.state'),
      cell: key => (
        <>
          <StateChip tone={tones[key.status]}>{text(`signing.is.${key.status}`)}</StateChip>
          {!key.published && (
            <Text size="xs" c="dimmed">
              {text('signing.unpublished')}
            </Text>
          )}
        </>
      ),
    },
    { id: 'alg', header: text('signing.alg'), cell: key => <code className="licet-mono">{key.alg}</code> },
    {
      id: 'licenses',
      header: text('signing.licenses'),
      align: 'end',
      cell: key =>
        key.licenses === 0 ? (
          0
        ) : (
          <TextLink
            to="/licensing"
            search={{ kid: key.kid }}
            aria-label={text('signing.licensesOf', { count: key.licenses, kid: key.kid })}
          >
            {key.licenses}
          </TextLink>
        ),
    },
    {
      id: 'created',
      header: text('signing.created'),
      minor: true,
      cell: key => (
        <>
          <Moment at={key.createdAt} show="day" />
          <Text size="xs" c="dimmed">
            {key.createdBy}
          </Text>
        </>
      ),
    },
    {
      id: 'actions',
      header: text('ui.actions'),
      align: 'end',
      cell: key => <KeyMenu signingKey={key} onAsk={deed => onAsk(key, deed)} />,
    },
  ]
}
