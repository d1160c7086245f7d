import { Page, Pane } from '@licet/ui'
import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useText } from '../language/use-text.ts'
import { useSession } from '../shell/use-session.ts'

/** What an account without administrator rights finds here. */
export function WelcomePage() {
  const { text } = useText()
  const { user } = useSession()
  return (
    <Page
      title={text('dashboard.welcome', { name: user?.name ?? '' })}
      answer={text('dashboard.welcomeLead')}
    >
      <Pane title={text('nav.profile')}>
        <Text mb="md">{text('dashboard.welcomeHelp')}</Text>
        <Button component={Link} to="/profile">
          {text('dashboard.toProfile')}
        </Button>
      </Pane>
    </Page>
  )
}
