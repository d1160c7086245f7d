import { Moment, Pane, StateChip } from '@licet/ui'
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { KeysetExchange } from './keyset-exchange.tsx'
import { keysetDraftQuery, type SigningKeyList } from './signing-queries.ts'

/** What installations know of the keys, and how they learn of a change: signed offline by the root key. */
export function KeysetPane({ keyset }: { keyset: SigningKeyList['keyset'] }) {
  const { text } = useText()
  const { data } = useQuery(keysetDraftQuery)
  return (
    <Pane title={text('keyset.title')} lead={text('keyset.lead')}>
      <Stack>
        <Group gap="sm">
          {keyset === null ? (
            <StateChip tone="notice">{text('keyset.none')}</StateChip>
          ) : (
            <>
              <StateChip tone={data?.published === false ? 'notice' : 'ok'}>
                {text(data?.published === false ? 'keyset.behind' : 'keyset.current', {
                  sequence: keyset.sequence,
                })}
              </StateChip>
              <Text size="sm" c="dimmed">
                <Moment at={keyset.storedAt} />
              </Text>
            </>
          )}
        </Group>
        <KeysetExchange />
        <Text size="sm" c="dimmed">
          {text('keyset.public')} <Anchor href="/v1/keyset">/v1/keyset</Anchor> ·{' '}
          <Anchor href="/v1/revocations">/v1/revocations</Anchor>
        </Text>
      </Stack>
    </Pane>
  )
}
