import type { licensePreview } from '@licet/api/control'
import { askServer, Notice, Pane, Refusal, RowsSkeleton } from '@licet/ui'
import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ClaimsView } from '../../claims/claims-view.tsx'
import { useText } from '../../language/use-text.ts'
import { CurlButton } from '../../server/curl-button.tsx'
import { type IssueForm, issueBody } from './issue-form.ts'

/** Exactly what will be signed, asked of the server that will sign it; nothing is written yet. */
export function ReviewStep({ values }: { values: IssueForm }) {
  const { text } = useText()
  const body = issueBody(values)
  const { data, error, refetch } = useQuery({
    queryKey: ['licenses', 'preview', body],
    queryFn: ({ signal }) =>
      askServer<z.infer<typeof licensePreview>>('/v1/licenses', {
        method: 'POST',
        body: { ...body, preview: true },
        signal,
      }),
    gcTime: 0,
  })
  return (
    <Stack>
      <Notice>{text(values.timed ? 'issuing.reviewTimed' : 'issuing.reviewLead')}</Notice>
      <Refusal error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <RowsSkeleton rows={9} />}
      {data !== undefined && (
        <Pane title={text('issuing.token')} lead={text('issuing.tokenLead')}>
          <ClaimsView claims={data.claims} isDraft />
        </Pane>
      )}
      <Text size="sm" c="dimmed">
        {data?.kid && `${text('issuing.signsWith', { kid: data.kid })} `}
        {text(values.shortKey ? 'issuing.withKey' : 'issuing.withoutKey')}
      </Text>
      <Group>
        <CurlButton call={{ path: '/v1/licenses', body }} />
      </Group>
    </Stack>
  )
}
