import { askServer, FormActions, useDeed } from '@licet/ui'
import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { roles, type StaffMember } from './team-queries.ts'

/** Gives somebody another role. */
export function MemberRole({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const { text } = useText()
  const [role, setRole] = useState(member.role)
  const change = useDeed({
    run: () => askServer(`/v1/staff/${encodeURIComponent(member.id)}`, { method: 'PATCH', body: { role } }),
    done: text('team.done', { name: member.name }),
    onDone: onClose,
  })
  return (
    <Stack>
      <Radio.Group
        label={text('team.role')}
        value={role}
        onChange={value => setRole(roles.find(known => known === value) ?? role)}
      >
        <Stack gap="xs" mt={8}>
          {roles.map(name => (
            <Radio
              key={name}
              value={name}
              label={text(`team.is.${name}`)}
              description={text(`team.means.${name}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <FormActions
        deed={change}
        disabled={role === member.role}
        onCancel={onClose}
        onSubmit={() => change.mutate()}
      >
        {text('team.changeRole')}
      </FormActions>
    </Stack>
  )
}
