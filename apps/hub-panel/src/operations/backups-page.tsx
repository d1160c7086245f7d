import {
  askServer,
  type Column,
  EmptyState,
  formatBytes,
  Moment,
  Page,
  Pane,
  RecordTable,
  Refusal,
  RowsSkeleton,
  useDeed,
} from '@licet/ui'
import { Button, FileButton, Text } from '@mantine/core'
import { IconArchive, IconPlus, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { backupsQuery } from '../hub/queries.ts'
import type { Backup, BackupMade, Restored } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { BackupActions } from './backup-actions.tsx'
import { BackupWarning } from './backup-warning.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { hasNotes, RestoreNotes } from './restore-notes.tsx'

/** Copies of everything, made while running; and the way back. */
export function BackupsPage() {
  const { text, language } = useText()
  const [restoring, setRestoring] = useState<Backup | null>(null)
  const [outcome, setOutcome] = useState<Restored | null>(null)
  const { data, error, refetch } = useQuery(backupsQuery)
  const create = useDeed({
    run: () => askServer<BackupMade>('/api/backups', { method: 'POST', body: {} }),
    done: ({ warning }) => (warning === null ? text('backups.made') : ''),
  })
  const upload = useDeed({
    run: (file: File) => askServer<Backup>('/api/backups/upload', { method: 'POST', body: file }),
    done: text('backups.uploaded'),
  })
  const columns: Column<Backup>[] = [
    {
      id: 'created',
      header: text('backups.created'),
      leads: true,
      cell: backup => (
        <>
          <Text fw={560} size="sm">
            <Moment at={backup.createdAt} show="utc" />
          </Text>
          <Text size="xs" c="dimmed" className="licet-mono">
            {backup.name}
          </Text>
        </>
      ),
    },
    { id: 'reason', header: text('backups.reason'), cell: backup => text(`backups.${backup.reason}`) },
    {
      id: 'size',
      header: text('backups.size'),
      align: 'end',
      cell: backup => formatBytes(backup.bytes, language),
    },
    {
      id: 'actions',
      header: text('ui.actions'),
      align: 'end',
      cell: backup => <BackupActions backup={backup} onRestore={() => setRestoring(backup)} />,
    },
  ]
  return (
    <Page
      title={text('backups.title')}
      answer={text('backups.lead')}
      actions={
        <>
          <FileButton onChange={file => file && upload.mutate(file)}>
            {props => (
              <Button
                {...props}
                variant="default"
                leftSection={<IconUpload size={16} aria-hidden />}
                loading={upload.isPending}
              >
                {text('backups.upload')}
              </Button>
            )}
          </FileButton>
          <Button
            leftSection={<IconPlus size={17} aria-hidden />}
            loading={create.isPending}
            onClick={() => create.mutate()}
          >
            {text('backups.make')}
          </Button>
        </>
      }
    >
      <Refusal error={error ?? create.error ?? upload.error} onRetry={() => void refetch()} />
      <BackupWarning warning={create.data?.warning ?? null} />
      <Pane flush>
        {data === undefined ? (
          <RowsSkeleton rows={3} />
        ) : data.backups.length === 0 ? (
          <EmptyState icon={IconArchive} title={text('backups.emptyTitle')}>
            {text('backups.emptyHelp')}
          </EmptyState>
        ) : (
          <RecordTable
            label={text('backups.title')}
            columns={columns}
            rows={data.backups}
            rowId={backup => backup.name}
          />
        )}
      </Pane>
      <Text size="sm" c="dimmed">
        {text('backups.secret')}
      </Text>
      {restoring !== null && (
        <RestoreDialog
          backup={restoring}
          onClose={() => setRestoring(null)}
          onDone={done => {
            setRestoring(null)
            // The session has ended: whatever has to be said is said before the sign-in page.
            if (hasNotes(done)) setOutcome(done)
            else location.assign('/')
          }}
        />
      )}
      <RestoreNotes outcome={outcome} onClose={() => location.assign('/')} />
    </Page>
  )
}
