import { CopyableId, Moment, StateChip, TextLink } from '@licet/ui'
import { Group, Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import classes from './anomaly-group.module.css'
import { CloneDecision } from './clone-decision.tsx'
import type { ActivationEntry } from './heartbeat-queries.ts'

/** Machines of which two seem to live on one activation; both go on until somebody decides. */
export function CloneList({ machines }: { machines: readonly ActivationEntry[] }) {
  const { text } = useText()
  return (
    <ul className={classes.machines}>
      {machines.map(machine => (
        <li key={machine.id}>
          <div>
            <Group gap="xs">
              <StateChip tone="danger">{text('heartbeats.suspected')}</StateChip>
              <Text size="sm" fw={560}>
                {machine.hostname ?? text('heartbeats.noHost')} · {machine.customer.name}
              </Text>
            </Group>
            <Text size="xs" c="dimmed">
              <CopyableId
                value={machine.installationId ?? machine.machineId}
                label={text('heartbeats.machine')}
              />
              {' · '}
              <TextLink to="/licensing/license/$id" params={{ id: machine.licenseId }} size="xs">
                {text('heartbeats.toLicense')}
              </TextLink>
            </Text>
          </div>
          <Moment at={machine.lastSeenAt} />
          <CloneDecision machine={machine} />
        </li>
      ))}
    </ul>
  )
}
