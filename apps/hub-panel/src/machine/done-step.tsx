import { Notice, Pane } from '@licet/ui'
import { Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useText } from '../language/use-text.ts'

/** Step 4: verified, stored, done. */
export function DoneStep({ onAgain }: { onAgain: () => void }) {
  const { text } = useText()
  return (
    <Pane title={text('manual.stepDone')}>
      <Stack>
        <Notice tone="ok">
          <Text fw={600}>{text('manual.doneTitle')}</Text>
          <Text size="sm">{text('manual.doneText')}</Text>
        </Notice>
        <Group>
          <Button component={Link} to="/license">
            {text('manual.toLicense')}
          </Button>
          <Button variant="default" onClick={onAgain}>
            {text('manual.again')}
          </Button>
        </Group>
      </Stack>
    </Pane>
  )
}
