import { askServer, Refusal, useDeed } from '@licet/ui'
import { Button, Group, Radio, Stack } from '@mantine/core'
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
      <Refusal error={change.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {text('ui.cancel')}
        </Button>
        <Button disabled={role === member.role} loading={change.isPending} onClick={() => change.mutate()}>
          {text('team.changeRole')}
        </Button>
      </Group>
    </Stack>
  )
}
