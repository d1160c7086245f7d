import {
  type Column,
  CopyableId,
  EmptyState,
  Moment,
  Page,
  RecordPane,
  StateChip,
  TextLink,
  type Tone,
} from '@licet/ui'
import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { historyQuery } from '../hub/queries.ts'
import type { HistoryEntry } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { tierName } from './tier-name.ts'

const tones: Readonly<Record<HistoryEntry['state'], Tone>> = {
  in_force: 'ok',
  queued: 'info',
  superseded: 'calm',
  removed: 'calm',
  expired: 'danger',
  revoked: 'danger',
  unreadable: 'danger',
}

/** Every license this Hub ever held, newest first: what, how long, by whom. */
export function HistoryPage() {
  const { text } = useText()
  const history = useQuery(historyQuery)
  const columns: Column<HistoryEntry>[] = [
    {
      id: 'license',
      header: text('history.license'),
      leads: true,
      cell: entry => (
        <>
          <strong>{entry.license?.customer ?? text('history.unreadable')}</strong>
          {entry.license && <> · {tierName(entry.license.tier)}</>}
        </>
      ),
    },
    {
      id: 'state',
      header: text('history.state'),
      cell: entry => <StateChip tone={tones[entry.state]}>{text(`history.${entry.state}`)}</StateChip>,
    },
    { id: 'seats', header: text('history.seats'), align: 'end', cell: entry => entry.license?.seats ?? '–' },
    {
      id: 'expires',
      header: text('history.validUntil'),
      cell: entry => (entry.license ? <Moment at={entry.license.expiresAt} show="day" /> : '–'),
    },
    {
      id: 'from',
      header: text('history.activated'),
      cell: entry => (
        <>
          <Moment at={entry.activatedAt} show="day" /> · {entry.activatedBy}
        </>
      ),
    },
    {
      id: 'to',
      header: text('history.ended'),
      minor: true,
      cell: entry =>
        entry.endedAt === null ? (
          '–'
        ) : (
          <>
            <Moment at={entry.endedAt} show="day" />
            {entry.endedBy && ` · ${entry.endedBy}`}
          </>
        ),
    },
    {
      id: 'id',
      header: text('license.licenseId'),
      minor: true,
      cell: entry => (
        <CopyableId value={entry.license?.id ?? entry.id} label={text('license.licenseId')} kept={12} />
      ),
    },
  ]
  return (
    <Page
      title={text('history.title')}
      answer={text('history.lead')}
      back={<TextLink to="/license">← {text('nav.license')}</TextLink>}
    >
      <RecordPane
        query={history}
        rows={history.data?.licenses}
        label={text('history.title')}
        columns={columns}
        rowId={entry => entry.id}
        skeletonRows={4}
      >
        <EmptyState
          icon={IconHistory}
          title={text('history.emptyTitle')}
          action={
            <Button component={Link} to="/license/activate">
              {text('license.activate')}
            </Button>
          }
        >
          {text('history.emptyHelp')}
        </EmptyState>
      </RecordPane>
    </Page>
  )
}
