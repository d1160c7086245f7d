import { EmptyState, Pane } from '@licet/ui'
import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { useText } from '../language/use-text.ts'
import { Page } from './page.tsx'
import { useSession } from './use-session.ts'

/** Lets administrators through; tells everybody else whom to ask (403). */
export function AdminsOnly() {
  const { text } = useText()
  const { admin } = useSession()
  if (admin) return <Outlet />
  return (
    <Page title={text('shell.forbidden')}>
      <Pane>
        <EmptyState
          icon={IconLock}
          title={text('shell.forbiddenTitle')}
          action={
            <Button component={Link} to="/" variant="default">
              {text('shell.toStart')}
            </Button>
          }
        >
          {text('shell.forbiddenHelp')}
        </EmptyState>
      </Pane>
    </Page>
  )
}
