import { askServer, type Column, ConfirmByName, EmptyState, Moment, RecordPane, useDeed } from '@licet/ui'
import { Group, Text } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { CreateTokenDrawer } from './create-token-drawer.tsx'
import { PermittedButton } from './permitted-button.tsx'
import { type ApiToken, apiTokensQuery } from './team-queries.ts'
import { tokenColumns } from './token-columns.tsx'

/** Tokens with which programs call this control plane. */
export function ApiTokensPane() {
  const { text } = useText()
  const [creating, setCreating] = useState(false)
  const [ending, setEnding] = useState<ApiToken | null>(null)
  const tokens = useQuery(apiTokensQuery)
  const revoke = useDeed({
    run: (token: ApiToken) =>
      askServer(`/v1/api-tokens/${encodeURIComponent(token.id)}`, { method: 'DELETE' }),
    done: text('tokens.revoked'),
    onDone: () => setEnding(null),
  })
  const columns: Column<ApiToken>[] = [
    ...tokenColumns(text),
    { id: 'used', header: text('tokens.lastUsed'), cell: token => <Moment at={token.lastUsedAt} /> },
    {
      id: 'expires',
      header: text('tokens.expires'),
      cell: token => <Moment at={token.expiresAt} show="day" />,
    },
    {
      id: 'actions',
      header: text('ui.actions'),
      align: 'end',
      cell: token => (
        <PermittedButton
          permission="team.manage"
          variant="default"
          size="xs"
          aria-label={text('tokens.revokeOf', { name: token.name })}
          onClick={() => setEnding(token)}
        >
          {text('tokens.revoke')}
        </PermittedButton>
      ),
    },
  ]
  const create = (
    <PermittedButton
      permission="team.manage"
      leftSection={<IconPlus size={17} aria-hidden />}
      onClick={() => setCreating(true)}
    >
      {text('tokens.create')}
    </PermittedButton>
  )
  return (
    <>
      <Group justify="flex-end" mb="md">
        {create}
      </Group>
      <RecordPane
        query={tokens}
        label={text('team.view.tokens')}
        columns={columns}
        rows={tokens.data?.tokens}
        rowId={token => token.id}
        skeletonRows={3}
      >
        <EmptyState icon={IconKey} title={text('tokens.emptyTitle')}>
          {text('tokens.emptyHelp')}
        </EmptyState>
      </RecordPane>
      <CreateTokenDrawer opened={creating} onClose={() => setCreating(false)} />
      {ending !== null && (
        <ConfirmByName
          opened
          onClose={() => setEnding(null)}
          title={text('tokens.revokeTitle', { name: ending.name })}
          effect={<Text size="sm">{text('tokens.revokeEffect')}</Text>}
          word={ending.name}
          action={text('tokens.revoke')}
          deed={revoke}
          onConfirm={() => revoke.mutate(ending)}
        />
      )}
    </>
  )
}
