import { askServer, ConfirmByName, Refusal, RowsSkeleton, type ServerError } from '@licet/ui'
import { Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Backup, RestoreChanges, Restored } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { RestoreList } from './restore-list.tsx'

/** Shows what a restore leaves as it is and what is lost, lets single endings be given back, and asks. */
export function RestoreDialog({
  backup,
  onClose,
  onDone,
}: {
  backup: Backup
  onClose: () => void
  onDone: (outcome: Restored) => void
}) {
  const { text } = useText()
  const [revive, setRevive] = useState<readonly string[]>([])
  const path = `/api/backups/${encodeURIComponent(backup.name)}/restore-preview`
  const { data, error, refetch } = useQuery({
    queryKey: ['backups', backup.name, 'restore-preview'],
    queryFn: ({ signal }) => askServer<RestoreChanges>(path, { signal }),
    staleTime: 0,
  })
  // Nothing is asked again afterwards: the session has ended, and the sign-in page would come before what has to be said.
  const restore = useMutation<Restored, ServerError>({
    mutationFn: () =>
      askServer<Restored>('/api/backups/restore', { method: 'POST', body: { name: backup.name, revive } }),
    onSuccess: onDone,
  })
  return (
    <ConfirmByName
      opened
      onClose={onClose}
      title={text('backups.restoreTitle')}
      effect={
        <Stack gap="sm">
          <Text size="sm">{text('backups.restoreEffect')}</Text>
          <Refusal error={error} onRetry={() => void refetch()} />
          {data === undefined ? (
            error === null && <RowsSkeleton rows={3} />
          ) : (
            <RestoreList changes={data} revive={revive} onRevive={setRevive} />
          )}
        </Stack>
      }
      word={text('backups.restoreWord')}
      action={text('backups.restore')}
      deed={restore}
      // Nobody confirms what was not shown.
      onConfirm={() => data !== undefined && restore.mutate()}
    />
  )
}
