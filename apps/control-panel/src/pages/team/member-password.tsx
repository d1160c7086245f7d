import { askServer, FormActions, SecretOnce, useDeed } from '@licet/ui'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { inventPassword } from './invent-password.ts'
import type { StaffMember } from './team-queries.ts'

/** Sets a new password for somebody who forgot theirs; it is shown this once. */
export function MemberPassword({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const { text } = useText()
  const [made, setMade] = useState<string | null>(null)
  const set = useDeed({
    run: (password: string) =>
      askServer(`/v1/staff/${encodeURIComponent(member.id)}`, { method: 'PATCH', body: { password } }),
    onDone: (_, password) => setMade(password),
  })
  if (made !== null) {
    return (
      <Stack role="status">
        <Text size="sm">{text('team.handOver')}</Text>
        <SecretOnce value={made} label={text('ui.entrance.password')} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{text('ui.close')}</Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Stack>
      <Text size="sm">{text('team.setPasswordEffect')}</Text>
      <FormActions deed={set} onCancel={onClose} onSubmit={() => set.mutate(inventPassword())}>
        {text('team.setPassword')}
      </FormActions>
    </Stack>
  )
}
