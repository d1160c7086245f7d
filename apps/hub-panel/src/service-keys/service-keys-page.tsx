import { type Column, CopyableId, EmptyState, Moment, Page, RecordPane, StateChip, useNow } from '@licet/ui'
import { Button, Text } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { serviceKeysQuery } from '../hub/queries.ts'
import type { ServiceKey } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { CreateKeyDrawer } from './create-key-drawer.tsx'
import { CurlPane } from './curl-pane.tsx'
import { KeyActions } from './key-actions.tsx'

/** Keys with which sibling products read from this Hub. */
export function ServiceKeysPage() {
  const { text } = useText()
  const now = useNow()
  const [creating, setCreating] = useState(false)
  const keys = useQuery(serviceKeysQuery)
  const create = (
    <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setCreating(true)}>
      {text('keys.create')}
    </Button>
  )
  const columns: Column<ServiceKey>[] = [
    {
      id: 'name',
      header: text('keys.name'),
      leads: true,
      cell: key => (
        <>
          <Text fw={560} size="sm">
            {key.name}
          </Text>
          <CopyableId value={key.prefix} label={text('keys.prefix')} kept={0} />
        </>
      ),
    },
    { id: 'product', header: text('keys.product'), cell: key => key.product ?? '–' },
    {
      id: 'scopes',
      header: text('keys.scopes'),
      cell: key => <code className="licet-mono">{key.scopes.join(', ')}</code>,
    },
    {
      id: 'used',
      header: text('keys.lastUsed'),
      cell: key => (
        <>
          <Moment at={key.lastUsedAt} />
          {key.lastUsedFrom && (
            <Text size="xs" c="dimmed">
              {key.lastUsedFrom}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'created',
      header: text('keys.created'),
      minor: true,
      cell: key => <Moment at={key.createdAt} show="day" />,
    },
    {
      id: 'expires',
      header: text('keys.expires'),
      cell: key =>
        key.expiresAt !== null && key.expiresAt <= now ? (
          <StateChip tone="danger">{text('keys.expired')}</StateChip>
        ) : (
          <Moment at={key.expiresAt} show="day" />
        ),
    },
    {
      id: 'actions',
      header: text('ui.actions'),
      align: 'end',
      cell: key => <KeyActions serviceKey={key} />,
    },
  ]
  return (
    <Page title={text('keys.title')} answer={text('keys.lead')} actions={create}>
      <RecordPane
        query={keys}
        rows={keys.data?.keys}
        label={text('keys.title')}
        columns={columns}
        rowId={key => key.id}
        skeletonRows={4}
      >
        <EmptyState icon={IconKey} title={text('keys.emptyTitle')} action={create}>
          {text('keys.emptyHelp')}
        </EmptyState>
      </RecordPane>
      <CurlPane />
      <CreateKeyDrawer opened={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}
