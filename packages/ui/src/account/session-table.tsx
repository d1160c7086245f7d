import { Button, Text } from '@mantine/core'
import { Moment } from '../clock/moment.tsx'
import { useUiText } from '../language/use-ui-text.ts'
import { RowsSkeleton } from '../layout/rows-skeleton.tsx'
import { StateChip } from '../state/state-chip.tsx'
import { type Column, RecordTable } from '../table/record-table.tsx'
import { browserName } from './browser-name.ts'

/** One place where somebody is signed in; times in epoch seconds. */
export interface SessionView {
  id: string
  userAgent: string
  address: string
  createdAt: number
  expiresAt: number
  current: boolean
}

export interface SessionTableProps {
  sessions: readonly SessionView[] | undefined
  /** Ends one of them; left out where only all can be ended. */
  onEnd?: (session: SessionView) => void
}

/** Where an account is signed in. */
export function SessionTable({ sessions, onEnd }: SessionTableProps) {
  const { text } = useUiText()
  if (sessions === undefined) return <RowsSkeleton rows={2} />
  if (sessions.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {text('profile.noSessions')}
      </Text>
    )
  }
  const columns: Column<SessionView>[] = [
    {
      id: 'browser',
      header: text('profile.device'),
      leads: true,
      cell: session => (
        <>
          {browserName(session.userAgent) || text('profile.unknownDevice')}{' '}
          {session.current && <StateChip tone="info">{text('profile.thisOne')}</StateChip>}
        </>
      ),
    },
    { id: 'address', header: text('profile.address'), cell: session => session.address || '–' },
    { id: 'since', header: text('profile.since'), cell: session => <Moment at={session.createdAt} /> },
    {
      id: 'until',
      header: text('profile.until'),
      minor: true,
      cell: session => <Moment at={session.expiresAt} />,
    },
    ...(onEnd
      ? [
          {
            id: 'end',
            header: text('actions'),
            align: 'end' as const,
            cell: (session: SessionView) =>
              session.current ? (
                ''
              ) : (
                <Button size="compact-sm" variant="default" onClick={() => onEnd(session)}>
                  {text('profile.endSession')}
                </Button>
              ),
          },
        ]
      : []),
  ]
  return (
    <RecordTable
      label={text('profile.sessions')}
      columns={columns}
      rows={sessions}
      rowId={session => session.id}
    />
  )
}
