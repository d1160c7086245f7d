import { Button } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useUiText } from '../language/use-ui-text.ts'
import { EmptyState } from '../layout/empty-state.tsx'
import { Page } from '../layout/page.tsx'
import { Pane } from '../layout/pane.tsx'

export interface DeadEndProps {
  icon: Icon
  /** The title of the window. */
  page: string
  title: string
  /** Why nothing is here, and what helps. */
  children: ReactNode
}

/** A page that shows nothing: says why, and leads back to the start. */
export function DeadEnd({ icon, page, title, children }: DeadEndProps) {
  const { text } = useUiText()
  return (
    <Page title={page}>
      <Pane>
        <EmptyState
          icon={icon}
          title={title}
          action={
            <Button component={Link} to="/" variant="default">
              {text('toStart')}
            </Button>
          }
        >
          {children}
        </EmptyState>
      </Pane>
    </Page>
  )
}
