import { askServer, Moment, Pane, Refusal, useDeed } from '@licet/ui'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { PermittedButton } from '../team/permitted-button.tsx'
import { type SweepReport, sweepHistoryQuery } from './deployment-queries.ts'
import { SweepDiff } from './sweep-diff.tsx'

/** The health sweep: the plan is looked at first, and exactly that plan is applied. */
export function SweepPane() {
  const { text } = useText()
  const [plan, setPlan] = useState<SweepReport | null>(null)
  const [applied, setApplied] = useState<SweepReport | null>(null)
  const planning = useDeed({
    run: () => askServer<SweepReport>('/v1/licenses/health/sweep?plan=true', { method: 'POST', body: {} }),
    onDone: report => {
      setApplied(null)
      setPlan(report)
    },
  })
  const applying = useDeed({
    run: (hash: string) =>
      askServer<SweepReport>('/v1/licenses/health/sweep', { method: 'POST', body: { hash }, once: true }),
    onDone: report => {
      setApplied(report)
      setPlan(null)
    },
  })
  return (
    <Stack gap={20}>
      <Pane title={text('sweep.title')} lead={text('sweep.lead')}>
        <Group>
          <PermittedButton
            permission="license.revoke"
            variant={plan === null ? 'filled' : 'default'}
            leftSection={<IconListCheck size={17} aria-hidden />}
            loading={planning.isPending}
            onClick={() => planning.mutate()}
          >
            {text(plan === null ? 'sweep.plan' : 'sweep.planAgain')}
          </PermittedButton>
        </Group>
        <Stack gap="md" mt="md" aria-live="polite">
          <Refusal error={planning.error ?? applying.error} />
          {plan !== null && plan.plannedTotal === 0 && (
            <Text fw={560}>{text('sweep.nothing', { count: plan.scanned })}</Text>
          )}
          {plan !== null && plan.plannedTotal > 0 && (
            <>
              <SweepDiff report={plan} />
              <Group>
                <Button loading={applying.isPending} onClick={() => applying.mutate(plan.hash)}>
                  {text('sweep.apply', { count: plan.plannedTotal })}
                </Button>
                <Text size="sm" c="dimmed">
                  {text('sweep.exactly')}
                </Text>
              </Group>
            </>
          )}
          {applied !== null && (
            <Text fw={560}>
              {text(applied.applied === 0 ? 'sweep.nothing' : 'sweep.applied', {
                count: applied.applied === 0 ? applied.scanned : applied.applied,
              })}
            </Text>
          )}
        </Stack>
      </Pane>
      <SweepHistory />
    </Stack>
  )
}

function SweepHistory() {
  const { text } = useText()
  const { data, error } = useQuery(sweepHistoryQuery)
  return (
    <Pane title={text('sweep.history')}>
      <Refusal error={error} />
      {data?.sweeps.length === 0 && <Text c="dimmed">{text('sweep.noHistory')}</Text>}
      <Stack gap={6}>
        {data?.sweeps.map(run => (
          <Group key={run.id} justify="space-between" gap={4}>
            <Text size="sm">
              <Moment at={run.startedAt} /> · {run.actorName}
            </Text>
            <Text size="sm" c="dimmed">
              {text('sweep.run', { applied: run.applied, scanned: run.scanned })}
            </Text>
          </Group>
        ))}
      </Stack>
    </Pane>
  )
}
