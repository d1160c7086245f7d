import { EmptyState, Pane } from '@licet/ui'
import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../language/use-text.ts'
import { Page } from './page.tsx'

/** 404: the address leads nowhere. */
export function NotFoundPage() {
  const { text } = useText()
  return (
    <Page title={text('shell.notFound')}>
      <Pane>
        <EmptyState
          icon={IconMapQuestion}
          title={text('shell.notFoundTitle')}
          action={
            <Button component={Link} to="/" variant="default">
              {text('shell.toStart')}
            </Button>
          }
        >
          {text('shell.notFoundHelp')}
        </EmptyState>
      </Pane>
    </Page>
  )
}
