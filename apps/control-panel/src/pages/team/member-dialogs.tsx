import { askServer, ConfirmByName, Dialog, useDeed } from '@licet/ui'
import { Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import { MemberPassword } from './member-password.tsx'
import { MemberRole } from './member-role.tsx'
import type { StaffMember } from './team-queries.ts'

export type MemberDialog = 'role' | 'password' | 'factor' | 'disable' | 'delete'

const confirmed = ['factor', 'disable', 'delete'] as const
const bodies = { factor: { resetSecondFactor: true }, disable: { enabled: false } } as const

/** The questions before anything is changed about an account. */
export function MemberDialogs(props: {
  member: StaffMember
  open: MemberDialog | null
  onClose: () => void
}) {
  const { text } = useText()
  const { member, open, onClose } = props
  const path = `/v1/staff/${encodeURIComponent(member.id)}`
  const deed = useDeed({
    run: (what: (typeof confirmed)[number]) =>
      what === 'delete'
        ? askServer(path, { method: 'DELETE' })
        : askServer(path, { method: 'PATCH', body: bodies[what] }),
    done: text('team.done', { name: member.name }),
    onDone: onClose,
  })
  const question = confirmed.find(name => name === open)
  return (
    <>
      <Dialog
        opened={open === 'role' || open === 'password'}
        onClose={onClose}
        title={text(open === 'role' ? 'team.changeRoleOf' : 'team.setPasswordOf', { name: member.name })}
      >
        {open === 'role' && <MemberRole member={member} onClose={onClose} />}
        {open === 'password' && <MemberPassword member={member} onClose={onClose} />}
      </Dialog>
      {question !== undefined && (
        <ConfirmByName
          opened
          onClose={onClose}
          title={text(`team.ask.${question}.title`, { name: member.name })}
          effect={<Text size="sm">{text(`team.ask.${question}.effect`)}</Text>}
          word={member.email}
          action={text(`team.ask.${question}.action`)}
          deed={deed}
          onConfirm={() => deed.mutate(question)}
        />
      )}
    </>
  )
}
