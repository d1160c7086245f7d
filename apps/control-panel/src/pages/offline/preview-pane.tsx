import { askServer, EmptyState, Notice, Pane, Refusal, StateChip, type Tone, useDeed } from '@licet/ui'
import { Skeleton, Stack } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { PermittedButton } from '../team/permitted-button.tsx'
import {
  type OfflineIssued,
  type OfflinePreview,
  type OfflineRequest,
  offlinePreviewQuery,
} from './offline-queries.ts'
import { PreviewFacts } from './preview-facts.tsx'

const tones: Readonly<Record<OfflinePreview['outcome'], Tone>> = {
  new_machine: 'ok',
  same_machine: 'info',
  released: 'info',
  refused: 'danger',
}

/** What issuing would do, before it is done. */
export function PreviewPane(props: {
  request: OfflineRequest | null
  onIssued: (issued: OfflineIssued) => void
}) {
  const { text } = useText()
  const { request, onIssued } = props
  const { data, error, isFetching, refetch } = useQuery(offlinePreviewQuery(request))
  const issue = useDeed({
    run: (asked: OfflineRequest) =>
      askServer<OfflineIssued>('/v1/offline/issue', { method: 'POST', body: asked, once: true }),
    onDone: onIssued,
  })
  return (
    <Pane title={text('offline.preview')} lead={text('offline.previewLead')}>
      <div aria-live="polite">
        {request === null && (
          <EmptyState icon={IconQrcode} title={text('offline.waiting')}>
            {text('offline.waitingHelp')}
          </EmptyState>
        )}
        {request !== null && data === undefined && isFetching && <Skeleton height={220} />}
        {request !== null && <Refusal error={error} onRetry={() => void refetch()} />}
        {request !== null && data !== undefined && (
          <Stack>
            <div>
              <StateChip tone={tones[data.outcome]} size="lg">
                {text(`offline.outcome.${data.outcome}`)}
              </StateChip>
            </div>
            {data.refusal !== null && (
              <Notice tone="danger">
                {data.refusal.message} <code>{data.refusal.code}</code>
              </Notice>
            )}
            <PreviewFacts preview={data} />
            <Refusal error={issue.error} />
            <PermittedButton
              permission="license.issue"
              size="md"
              disabled={data.outcome === 'refused'}
              loading={issue.isPending}
              onClick={() => issue.mutate(request)}
            >
              {text(data.kind === 'release' ? 'offline.takeRelease' : 'offline.issue')}
            </PermittedButton>
          </Stack>
        )}
      </div>
    </Pane>
  )
}
