import { askServer, Refusal, useDeed } from '@licet/ui'
import { Button, Group, Text } from '@mantine/core'
import { useText } from '../language/use-text.ts'
import classes from './bulk-bar.module.css'
import { SeatsExhaustedNotice } from './seats-exhausted-notice.tsx'

/** What can be done with the selected accounts together. */
export function BulkBar({ selected, onDone }: { selected: ReadonlySet<string>; onDone: () => void }) {
  const { text } = useText()
  const count = selected.size
  const disable = useDeed({
    run: () => askServer('/api/users/disable', { method: 'POST', body: { ids: [...selected] } }),
    done: text('users.disabledDone', { count }),
    onDone,
  })
  const enable = useDeed({
    run: () => askServer('/api/users/enable', { method: 'POST', body: { ids: [...selected] } }),
    done: text('users.enabledDone', { count }),
    onDone,
  })
  return (
    <div className={classes.bar} role="region" aria-label={text('users.selected', { count })}>
      <Group justify="space-between">
        <Text fw={560} size="sm">
          {text('users.selected', { count })}
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="default" loading={enable.isPending} onClick={() => enable.mutate()}>
            {text('users.enable')}
          </Button>
          <Button size="xs" loading={disable.isPending} onClick={() => disable.mutate()}>
            {text('users.disable')}
          </Button>
        </Group>
      </Group>
      {enable.error?.code === 'SEATS_EXHAUSTED' ? (
        <SeatsExhaustedNotice error={enable.error} onFreed={() => enable.reset()} />
      ) : (
        <Refusal error={disable.error ?? enable.error} />
      )}
    </div>
  )
}
