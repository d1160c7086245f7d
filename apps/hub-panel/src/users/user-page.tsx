import {
  Columns,
  CopyableId,
  type Fact,
  FactList,
  Moment,
  Page,
  PageSkeleton,
  Pane,
  Refusal,
  StateChip,
  TextLink,
} from '@licet/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { userQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { UserActions } from './user-actions.tsx'
import { UserAuditPane } from './user-audit-pane.tsx'
import { UserForm } from './user-form.tsx'
import { UserSecurityPane } from './user-security-pane.tsx'

/** One account: who it is, what it may do, where it is signed in, what it did. */
export function UserPage() {
  const { text } = useText()
  const { id } = useParams({ from: '/frame/admins/users/$id' })
  const { data: user, error, refetch } = useQuery(userQuery(id))
  if (user === undefined) {
    return error === null ? (
      <PageSkeleton panes={[220, 180]} />
    ) : (
      <Refusal error={error} onRetry={() => void refetch()} />
    )
  }
  const facts: Fact[] = [
    {
      id: 'id',
      label: text('users.id'),
      value: <CopyableId value={user.id} label={text('users.id')} kept={20} />,
    },
    { id: 'created', label: text('users.createdAt'), value: <Moment at={user.createdAt} show="utc" /> },
    { id: 'seen', label: text('users.lastSeen'), value: <Moment at={user.lastSeenAt} /> },
    { id: 'seat', label: text('users.seat'), value: text(user.enabled ? 'users.takesSeat' : 'users.noSeat') },
  ]
  return (
    <Page
      title={user.name}
      answer={
        <>
          {user.email} · {text(`role.${user.role}`)}{' '}
          <StateChip tone={user.enabled ? 'ok' : 'calm'}>
            {text(user.enabled ? 'users.enabled' : 'users.disabled')}
          </StateChip>
        </>
      }
      back={<TextLink to="/users">← {text('nav.users')}</TextLink>}
      actions={<UserActions user={user} />}
    >
      <Columns>
        <Pane title={text('users.profile')}>
          <UserForm key={`${user.name}-${user.role}`} user={user} />
        </Pane>
        <Pane title={text('users.facts')}>
          <FactList facts={facts} />
        </Pane>
      </Columns>
      <UserSecurityPane user={user} />
      <UserAuditPane userId={user.id} />
    </Page>
  )
}
