import { useQuery } from '@tanstack/react-query'
import { Notice } from '../feedback/notice.tsx'
import { useUiText } from '../language/use-ui-text.ts'
import { Columns } from '../layout/columns.tsx'
import { Page } from '../layout/page.tsx'
import { Pane } from '../layout/pane.tsx'
import { askServer } from '../server/ask-server.ts'
import { Refusal } from '../server/refusal.tsx'
import { useDeed } from '../server/use-deed.ts'
import { PasswordPane } from './password-pane.tsx'
import { PreferencesPane } from './preferences-pane.tsx'
import { SecondFactorPane } from './second-factor-pane.tsx'
import { SessionTable, type SessionView } from './session-table.tsx'

export interface ProfilePanesProps {
  /** The profile's place on the server. */
  path: string
  /** Who is signed in; null with the administrator token, which has no account. */
  user: { name: string; email: string; secondFactor: boolean } | null
  /** What this person may be here, in words. */
  role: string
  mustSetUpSecondFactor: boolean
}

/** One's own account: language and look, password, second factor, sessions. */
export function ProfilePanes({ path, user, role, mustSetUpSecondFactor }: ProfilePanesProps) {
  const { text } = useUiText()
  const { data, error } = useQuery({
    queryKey: ['profile', 'sessions'],
    queryFn: ({ signal }) => askServer<{ sessions: SessionView[] }>(`${path}/sessions`, { signal }),
    enabled: user !== null,
  })
  const end = useDeed({
    run: (session: SessionView) =>
      askServer(`${path}/sessions/${encodeURIComponent(session.id)}`, { method: 'DELETE' }),
    done: text('profile.sessionEnded'),
  })
  if (user === null) {
    return (
      <Page title={text('profilePage')}>
        <Notice>{text('profile.tokenOnly')}</Notice>
      </Page>
    )
  }
  return (
    <Page title={text('profilePage')} answer={`${user.name} · ${user.email} · ${role}`}>
      {mustSetUpSecondFactor && <Notice tone="notice">{text('profile.mustSetUp')}</Notice>}
      <Columns>
        <PreferencesPane path={path} user={user} />
        <PasswordPane path={path} />
      </Columns>
      <SecondFactorPane path={path} enabled={user.secondFactor} />
      <Pane title={text('profile.sessions')} lead={text('profile.sessionsLead')} flush>
        <Refusal error={error ?? end.error} />
        <SessionTable sessions={data?.sessions} onEnd={session => end.mutate(session)} />
      </Pane>
    </Page>
  )
}
