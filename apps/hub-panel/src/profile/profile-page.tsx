import { Columns, Pane } from '@licet/ui'
import { useQuery } from '@tanstack/react-query'
import { askHub } from '../hub/hub-client.ts'
import { profileSessionsQuery } from '../hub/queries.ts'
import { Refusal } from '../hub/refusal.tsx'
import type { SessionView } from '../hub/shapes.ts'
import { useDeed } from '../hub/use-deed.ts'
import { useText } from '../language/use-text.ts'
import { Notice } from '../notice/notice.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/use-session.ts'
import { PasswordPane } from './password-pane.tsx'
import { PreferencesPane } from './preferences-pane.tsx'
import { SecondFactorPane } from './second-factor-pane.tsx'
import { SessionTable } from './session-table.tsx'

/** One's own account: language and look, password, second factor, sessions. */
export function ProfilePage() {
  const { text } = useText()
  const { user, mustSetUpSecondFactor } = useSession()
  const { data, error } = useQuery({ ...profileSessionsQuery, enabled: user !== null })
  const end = useDeed({
    run: (session: SessionView) =>
      askHub(`/api/profile/sessions/${encodeURIComponent(session.id)}`, { method: 'DELETE' }),
    done: text('profile.sessionEnded'),
  })
  if (user === null) {
    return (
      <Page title={text('nav.profile')}>
        <Notice>{text('profile.tokenOnly')}</Notice>
      </Page>
    )
  }
  return (
    <Page title={text('nav.profile')} answer={`${user.name} · ${user.email} · ${text(`role.${user.role}`)}`}>
      {mustSetUpSecondFactor && <Notice tone="notice">{text('profile.mustSetUp')}</Notice>}
      <Columns>
        <PreferencesPane user={user} />
        <PasswordPane />
      </Columns>
      <SecondFactorPane enabled={user.secondFactor} />
      <Pane title={text('profile.sessions')} lead={text('profile.sessionsLead')} flush>
        <Refusal error={error ?? end.error} />
        <SessionTable sessions={data?.sessions} onEnd={session => end.mutate(session)} />
      </Pane>
    </Page>
  )
}
