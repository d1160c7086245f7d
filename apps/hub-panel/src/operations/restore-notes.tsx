import { Dialog } from '@licet/ui'
import { Button, Group, Stack, Text } from '@mantine/core'
import type { Restored } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'

/** Whether a restore has to be talked about: more accounts than seats, or something that could not be kept. */
export function hasNotes({ seats, notCarriedOver }: Restored): boolean {
  return notCarriedOver !== null || exceeds(seats)
}

/** What a restore brought about that somebody has to look after. */
export function RestoreNotes({ outcome, onClose }: { outcome: Restored | null; onClose: () => void }) {
  const { text } = useText()
  return (
    <Dialog opened={outcome !== null} onClose={onClose} title={text('backups.restoredTitle')}>
      <Stack>
        {outcome !== null && exceeds(outcome.seats) && (
          <Text size="sm">
            {text('backups.seatsExceeded', {
              used: String(outcome.seats.used),
              limit: String(outcome.seats.limit),
            })}
          </Text>
        )}
        {outcome !== null && outcome.notCarriedOver !== null && (
          <Text size="sm">{text('backups.notCarriedOver')}</Text>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>{text('backups.signIn')}</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

function exceeds({ limit, used }: Restored['seats']): boolean {
  return limit !== null && used > limit
}
