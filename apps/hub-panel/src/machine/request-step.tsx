import type { ActivationRequested } from '@licet/api'
import {
  askServer,
  CopyButton,
  Moment,
  Pane,
  QrCode,
  Refusal,
  RowsSkeleton,
  saveFile,
  useDeed,
} from '@licet/ui'
import { Anchor, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { requestQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import classes from './request-step.module.css'

/** Step 2: the request in each of its shapes, for whatever crosses the gap: a camera, a stick, a clipboard, two hands. */
export function RequestStep({ page, onNext }: { page: string | null; onNext: () => void }) {
  const { text } = useText()
  const { data: request, error, refetch } = useQuery(requestQuery)
  const fresh = useDeed({
    run: () =>
      askServer<ActivationRequested>('/api/activation/request', { method: 'POST', body: { fresh: true } }),
  })
  if (request === undefined)
    return error === null ? (
      <RowsSkeleton rows={6} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  return (
    <Pane title={text('manual.stepRequest')} lead={text('manual.requestLead')}>
      <div className={classes.shapes}>
        <figure className={classes.code}>
          <QrCode value={request.request} label={text('manual.qr')} size={340} />
          <figcaption>{text('manual.qrHelp')}</figcaption>
        </figure>
        <Stack className={classes.words}>
          <Text size="sm">
            {page === null ? (
              text('manual.noPage')
            ) : (
              <>
                {text('manual.page')}:{' '}
                <Anchor href={page} target="_blank" rel="noreferrer">
                  {page}
                </Anchor>
              </>
            )}
          </Text>
          <div>
            <Group gap={6}>
              <Text fw={600} size="sm">
                {text('manual.typed')}
              </Text>
              <CopyButton value={request.machineUid} label={text('manual.typed')} />
            </Group>
            <code className={classes.uid}>{request.machineUid}</code>
          </div>
          <Textarea
            label={text('manual.text')}
            value={request.request}
            readOnly
            autosize
            minRows={3}
            maxRows={4}
            classNames={{ input: classes.text }}
            onFocus={event => event.currentTarget.select()}
            rightSection={<CopyButton value={request.request} label={text('manual.text')} />}
          />
          <Group>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => saveFile(request.fileName, request.bundle, 'application/json')}
            >
              {text('manual.save')}
            </Button>
            <Button variant="default" loading={fresh.isPending} onClick={() => fresh.mutate()}>
              {text('manual.fresh')}
            </Button>
          </Group>
          <Refusal error={fresh.error} />
          <Text size="sm" c="dimmed">
            {text('manual.until')} <Moment at={request.expiresAt} show="day" />.
          </Text>
          <Group>
            <Button onClick={onNext}>{text('manual.haveAnswer')}</Button>
          </Group>
        </Stack>
      </div>
    </Pane>
  )
}
