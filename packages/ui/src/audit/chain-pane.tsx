import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconDownload, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useUiText } from '../language/use-ui-text.ts'
import { Pane } from '../layout/pane.tsx'
import { askServer } from '../server/ask-server.ts'
import { Refusal } from '../server/refusal.tsx'
import { useDeed } from '../server/use-deed.ts'
import { StateChip } from '../state/state-chip.tsx'
import { CopyableId } from '../text/copyable-id.tsx'
import { saveFile } from '../text/save-file.ts'

interface AuditVerified {
  ok: boolean
  entries: number
  head: string
  brokenAt: number | null
}

/** Whether every entry still follows from the one before, and a signed proof of that to take along. */
export function ChainPane({ path }: { path: string }) {
  const { text } = useUiText()
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['audit', 'verified'],
    queryFn: ({ signal }) => askServer<AuditVerified>(`${path}/verify`, { signal }),
  })
  const checkpoint = useDeed({
    run: () => askServer<{ sequence: number }>(`${path}/checkpoint`),
    onDone: answer =>
      saveFile(
        `audit-checkpoint-${answer.sequence}.json`,
        `${JSON.stringify(answer, null, 2)}\n`,
        'application/json',
      ),
  })
  return (
    <Pane title={text('audit.chain')} lead={text('audit.chainLead')}>
      <Refusal error={error ?? checkpoint.error} />
      <Group justify="space-between" gap="md">
        {data === undefined ? (
          <Skeleton height={28} width={280} />
        ) : (
          <Group gap="sm" role="status">
            <StateChip tone={data.ok ? 'ok' : 'danger'}>
              {data.ok
                ? text('audit.whole', { count: data.entries })
                : text('audit.broken', { at: data.brokenAt ?? 0 })}
            </StateChip>
            <Text size="sm" c="dimmed">
              {text('audit.head')} <CopyableId value={data.head} label={text('audit.head')} kept={14} />
            </Text>
          </Group>
        )}
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={15} aria-hidden />}
            loading={isFetching}
            onClick={() => void refetch()}
          >
            {text('audit.verify')}
          </Button>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={15} aria-hidden />}
            loading={checkpoint.isPending}
            onClick={() => checkpoint.mutate()}
          >
            {text('audit.checkpoint')}
          </Button>
        </Group>
      </Group>
    </Pane>
  )
}
