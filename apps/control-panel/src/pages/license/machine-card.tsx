import type { MachineView } from '@licet/api/control'
import { CopyableId, type Fact, FactList, Moment, StateChip, type Tone } from '@licet/ui'
import { Button, Collapse, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFingerprint } from '@tabler/icons-react'
import { useText } from '../../language/use-text.ts'
import { MachineDecision } from './machine-decision.tsx'
import classes from './machines-pane.module.css'

const tones: Readonly<Record<MachineView['state'], Tone>> = {
  active: 'ok',
  flagged: 'danger',
  released: 'calm',
  rebound: 'calm',
  revoked: 'danger',
}

/** One machine: when it was heard of, how long it may go on alone, and the parts of its fingerprint as hashes. */
export function MachineCard({ machine }: { machine: MachineView }) {
  const { text } = useText()
  const [opened, { toggle }] = useDisclosure(false)
  const facts: Fact[] = [
    {
      id: 'activated',
      label: text('license.activatedAt'),
      value: <Moment at={machine.activatedAt} show="utc" />,
    },
    { id: 'seen', label: text('license.lastSeen'), value: <Moment at={machine.lastSeenAt} /> },
    {
      id: 'lease',
      label: text('license.leaseEnds'),
      value:
        machine.leaseEndsAt === null ? (
          text(machine.copyOf === null ? 'policy.leaseNone' : 'license.leaseOfCopy')
        ) : (
          <Moment at={machine.leaseEndsAt} show="utc" />
        ),
    },
    { id: 'version', label: text('license.version'), value: machine.productVersion ?? '–' },
    { id: 'counter', label: text('license.counter'), value: machine.counter },
    {
      id: 'installation',
      label: text('license.installation'),
      value:
        machine.installationId === null ? (
          '–'
        ) : (
          <CopyableId value={machine.installationId} label={text('license.installation')} kept={22} />
        ),
    },
    ...marksOf(machine).map(({ name, at }) => ({
      id: name,
      label: text(`license.${name}At`),
      value: <Moment at={at} show="utc" />,
    })),
    ...(machine.endedAt === null
      ? []
      : [{ id: 'ended', label: text('license.endedAt'), value: <Moment at={machine.endedAt} show="utc" /> }]),
  ]
  const components = Object.entries(machine.fingerprint)
  return (
    <article className={classes.machine} data-ended={machine.endedAt !== null || undefined}>
      <div className={classes.head}>
        <span className={classes.name}>{machine.hostname ?? text('license.unnamedMachine')}</span>
        <StateChip tone={tones[machine.state]}>
          {text(
            machine.state === 'flagged' && machine.copyOf !== null
              ? 'license.suspectedCopy'
              : `license.machineState.${machine.state}`,
          )}
        </StateChip>
        {marksOf(machine).map(({ name }) => (
          <StateChip key={name} tone="notice">
            {text(`license.${name}`)}
          </StateChip>
        ))}
      </div>
      <FactList facts={facts} wide />
      {(machine.state === 'flagged' || (machine.state === 'active' && marksOf(machine).length > 0)) && (
        <MachineDecision machine={machine} />
      )}
      <Button
        mt="sm"
        size="xs"
        variant="default"
        leftSection={<IconFingerprint size={15} aria-hidden />}
        onClick={toggle}
        aria-expanded={opened}
      >
        {text('license.fingerprint', { count: components.length })}
      </Button>
      <Collapse expanded={opened}>
        <Text size="sm" c="dimmed" my="xs">
          {text('license.fingerprintLead')}
        </Text>
        <ul className={classes.components}>
          {components.map(([name, hash]) => (
            <li key={name}>
              <code>{name}</code>
              <CopyableId value={hash} label={name} kept={30} />
            </li>
          ))}
        </ul>
      </Collapse>
    </article>
  )
}

/** What happened to a machine without anybody at the vendor, until somebody clears it. */
function marksOf({ restoredAt, takenOverAt }: MachineView): { name: 'restored' | 'takenOver'; at: number }[] {
  return [
    ...(restoredAt === null ? [] : [{ name: 'restored' as const, at: restoredAt }]),
    ...(takenOverAt === null ? [] : [{ name: 'takenOver' as const, at: takenOverAt }]),
  ]
}
