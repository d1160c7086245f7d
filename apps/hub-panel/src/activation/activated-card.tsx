import { Pane, toneClass } from '@licet/ui'
import { Button, Group, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Activated } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import classes from './activated-card.module.css'
import { ActivatedWords, activatedTitle } from './activated-words.tsx'

/** Done: what is in force now, and what one would do next. */
export function ActivatedCard({ answer, onAnother }: { answer: Activated; onAnother: () => void }) {
  const { text } = useText()
  return (
    <Pane>
      <div className={`${classes.done} ${toneClass('ok')}`} role="status">
        <IconCircleCheck size={40} stroke={1.5} aria-hidden className={classes.icon} />
        <div>
          <Title order={2} size="h1">
            {text(activatedTitle(answer))}
          </Title>
          <ActivatedWords answer={answer} />
          <Text size="sm" c="dimmed" mt={4}>
            {text(answer.changed ? 'activate.noticed' : 'activate.alreadyHelp')}
          </Text>
        </div>
      </div>
      <Text fw={600} mt="lg" mb="xs">
        {text('activate.next')}
      </Text>
      <Group gap="xs">
        <Button component={Link} to="/license">
          {text('activate.nextLicense')}
        </Button>
        <Button component={Link} to="/users" variant="default">
          {text('activate.nextUsers')}
        </Button>
        <Button component={Link} to="/service-keys" variant="default">
          {text('activate.nextKeys')}
        </Button>
        <Button variant="subtle" onClick={onAnother}>
          {text('activate.another')}
        </Button>
      </Group>
    </Pane>
  )
}
