import {
  askServer,
  type Column,
  EmptyState,
  formatBytes,
  Moment,
  Notice,
  Pane,
  RecordTable,
  Refusal,
  RowsSkeleton,
  useDeed,
} from '@licet/ui'
import { Anchor, Text } from '@mantine/core'
import { IconArchive, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { useSession } from '../../shell/use-session.ts'
import { PermittedButton } from '../team/permitted-button.tsx'
import { type Backup, type BackupMade, backupsQuery } from './backups-query.ts'
import type { ControlSettingsReport } from './settings-query.ts'

/** Copies of the database, made while it is in use; with PostgreSQL, who makes them instead. */
export function BackupsPane({ database }: Pick<ControlSettingsReport, 'database'>) {
  const { text, language } = useText()
  const { may } = useSession()
  const byOurselves = database === 'sqlite'
  const shown = byOurselves && may('settings.manage')
  const { data, error, refetch } = useQuery({ ...backupsQuery, enabled: shown })
  const create = useDeed({
    run: () => askServer<BackupMade>('/v1/backups', { method: 'POST', body: {}, once: true }),
    done: ({ warning }) => (warning === null ? text('backups.made') : ''),
  })
  const columns: Column<Backup>[] = [
    {
      id: 'created',
      header: text('backups.created'),
      leads: true,
      cell: backup => <Moment at={backup.createdAt} show="utc" />,
    },
    { id: 'reason', header: text('backups.reason'), cell: backup => text(`backups.${backup.reason}`) },
    {
      id: 'size',
      header: text('backups.size'),
      align: 'end',
      cell: backup => formatBytes(backup.bytes, language),
    },
    {
      id: 'file',
      header: text('backups.file'),
      align: 'end',
      cell: backup => (
        <Anchor
          size="sm"
          href={`/v1/backups/${encodeURIComponent(backup.name)}`}
          download
          aria-label={text('backups.downloadOf', { name: backup.name })}
        >
          {text('backups.download')}
        </Anchor>
      ),
    },
  ]
  return (
    <Pane
      title={text('backups.title')}
      lead={text(byOurselves ? 'backups.lead' : 'backups.byPostgres')}
      flush={shown}
      aside={
        byOurselves && (
          <PermittedButton
            permission="settings.manage"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            loading={create.isPending}
            onClick={() => create.mutate()}
          >
            {text('backups.make')}
          </PermittedButton>
        )
      }
    >
      <Refusal error={error ?? create.error} onRetry={() => void refetch()} />
      {create.data?.warning && (
        <div role="alert">
          <Notice tone="danger">
            {text('backups.chainBroken', { entry: String(create.data.warning.entry) })}
          </Notice>
        </div>
      )}
      {shown && data === undefined && error === null && <RowsSkeleton rows={2} />}
      {data?.backups.length === 0 && (
        <EmptyState icon={IconArchive} title={text('backups.emptyTitle')}>
          {text('backups.emptyHelp')}
        </EmptyState>
      )}
      {data !== undefined && data.backups.length > 0 && (
        <RecordTable
          label={text('backups.title')}
          columns={columns}
          rows={data.backups}
          rowId={({ name }) => name}
        />
      )}
      {!shown && (
        <Text size="sm" c="dimmed">
          {text(byOurselves ? 'backups.notYours' : 'backups.postgresHow')}
        </Text>
      )}
    </Pane>
  )
}
