import {
  askServer,
  EntranceFrame,
  formatBytes,
  Moment,
  Notice,
  Refusal,
  ServerError,
  useDeed,
  useErrorText,
} from '@licet/ui'
import { Button, FileButton, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { aboutQuery } from '../hub/queries.ts'
import type { Backup, BackupList } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import classes from './rescue-page.module.css'

/** The one page of a Hub whose database cannot be used: restores a backup with the operator's token. */
export function RescuePage() {
  const { text, language } = useText()
  const { data: about } = useSuspenseQuery(aboutQuery)
  const errorText = useErrorText()
  const [bearer, setBearer] = useState('')
  const [backups, setBackups] = useState<Backup[] | null>(null)
  const open = useDeed({
    run: () => askServer<BackupList>('/api/backups', { bearer }),
    onDone: answer => setBackups(answer.backups),
  })
  const upload = useDeed({
    run: (file: File) => askServer<Backup>('/api/backups/upload', { method: 'POST', body: file, bearer }),
    onDone: () => open.mutate(),
  })
  const restore = useDeed({
    run: (name: string) => askServer('/api/backups/restore', { method: 'POST', body: { name }, bearer }),
    onDone: () => location.assign('/'),
  })
  return (
    <EntranceFrame title={text('rescue.title')} lead={text('rescue.lead')} about={about} wide>
      <Notice tone="danger">
        {errorText(new ServerError(503, { error: about.rescue?.message, code: about.rescue?.code }))}{' '}
        <code>{about.rescue?.code}</code>
      </Notice>
      <form
        onSubmit={event => {
          event.preventDefault()
          open.mutate()
        }}
      >
        <Stack>
          <PasswordInput
            label={text('rescue.token')}
            description={text('rescue.tokenHelp')}
            value={bearer}
            onChange={event => setBearer(event.currentTarget.value)}
            autoComplete="off"
            required
          />
          <Button type="submit" variant={backups === null ? 'filled' : 'default'} loading={open.isPending}>
            {text('rescue.show')}
          </Button>
        </Stack>
      </form>
      <Refusal error={open.error ?? upload.error ?? restore.error} />
      {backups !== null && (
        <Stack gap="sm">
          {backups.length > 0 && <Text size="sm">{text('rescue.nothingKept')}</Text>}
          {backups.length === 0 && <Text c="dimmed">{text('rescue.none')}</Text>}
          {backups.map(backup => (
            <div key={backup.name} className={classes.backup}>
              <div>
                <Text fw={560}>
                  <Moment at={backup.createdAt} show="utc" />
                </Text>
                <Text size="sm" c="dimmed">
                  {backup.name} · {formatBytes(backup.bytes, language)}
                </Text>
              </div>
              <Button size="xs" loading={restore.isPending} onClick={() => restore.mutate(backup.name)}>
                {text('rescue.restore')}
              </Button>
            </div>
          ))}
          <Group>
            <FileButton onChange={file => file && upload.mutate(file)}>
              {props => (
                <Button
                  {...props}
                  variant="default"
                  leftSection={<IconUpload size={16} aria-hidden />}
                  loading={upload.isPending}
                >
                  {text('rescue.upload')}
                </Button>
              )}
            </FileButton>
          </Group>
        </Stack>
      )}
    </EntranceFrame>
  )
}
