import { askServer, ConfirmByName, Notice, Refusal, RowsSkeleton, type ServerError } from '@licet/ui'
import { Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Backup, Restored, RestorePreview } from '../hub/shapes.ts'
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
    queryFn: ({ signal }) => askServer<RestorePreview>(path, { signal }),
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
            <>
              <SeatsAhead preview={data} revive={revive} />
              <RestoreList changes={data} revive={revive} onRevive={setRevive} />
            </>
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

/** Says when more accounts will be enabled than the license has seats, those that are given back included. */
function SeatsAhead({ preview, revive }: { preview: RestorePreview; revive: readonly string[] }) {
  const { text, language } = useText()
  const { seats, carriedOver } = preview
  if (seats === null || seats.limit === null) return null
  const back = carriedOver.filter(
    ({ id, seat, optional }) => optional && seat === true && revive.includes(id),
  )
  const used = seats.used + new Set(back.map(({ id }) => id)).size
  if (used <= seats.limit) return null
  const [shown, limit] = [used, seats.limit].map(count => count.toLocaleString(language)) as [string, string]
  return (
    <div role="status">
      <Notice tone="notice">{text('backups.seatsWillExceed', { used: shown, limit })}</Notice>
    </div>
  )
}
