import { askServer, type Column, Moment, RecordTable, Refusal, TextLink, useDeed } from '@licet/ui'
import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { SeatHolder } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import classes from './seat-holders.module.css'

/** Who holds seats, longest unseen first, and one click that frees the selected ones. */
export function SeatHolders({ holders, empty }: { holders: readonly SeatHolder[]; empty: string }) {
  const { text } = useText()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const disable = useDeed({
    run: (ids: string[]) => askServer('/api/users/disable', { method: 'POST', body: { ids } }),
    done: text('users.disabledDone', { count: selected.size }),
    onDone: () => setSelected(new Set()),
  })
  const columns: Column<SeatHolder>[] = [
    {
      id: 'name',
      header: text('users.name'),
      leads: true,
      cell: holder => (
        <>
          <TextLink to="/users/$id" params={{ id: holder.id }} fw={560} size="sm">
            {holder.name}
          </TextLink>
          <Text size="xs" c="dimmed">
            {holder.email}
          </Text>
        </>
      ),
    },
    { id: 'role', header: text('users.role'), cell: holder => text(`role.${holder.role}`) },
    { id: 'seen', header: text('users.lastSeen'), cell: holder => <Moment at={holder.lastSeenAt} /> },
  ]
  if (holders.length === 0) return <p className={classes.empty}>{empty}</p>
  return (
    <>
      <RecordTable
        label={text('seats.title')}
        columns={columns}
        rows={holders}
        rowId={holder => holder.id}
        selection={{ selected, onChange: setSelected, name: holder => holder.name }}
      />
      <Refusal error={disable.error} />
      <Group className={classes.actions}>
        <Button
          variant="default"
          disabled={selected.size === 0}
          loading={disable.isPending}
          onClick={() => disable.mutate([...selected])}
        >
          {text('seats.disable', { count: selected.size })}
        </Button>
      </Group>
    </>
  )
}
