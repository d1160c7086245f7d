import type { User } from '@licet/api'
import { askServer, ConfirmByName, Refusal, useDeed } from '@licet/ui'
import { Button, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useText } from '../language/use-text.ts'
import { SeatsExhaustedNotice } from './seats-exhausted-notice.tsx'
import classes from './user-actions.module.css'

/** Enable, disable, delete. */
export function UserActions({ user }: { user: User }) {
  const { text } = useText()
  const navigate = useNavigate()
  const [deleting, setDeleting] = useState(false)
  const path = `/api/users/${encodeURIComponent(user.id)}`
  const toggle = useDeed({
    run: () => askServer<User>(path, { method: 'PATCH', body: { enabled: !user.enabled } }),
    done: text(user.enabled ? 'users.disabledDone' : 'users.enabledDone', { count: 1 }),
  })
  const remove = useDeed({
    run: () => askServer(path, { method: 'DELETE' }),
    done: text('users.deleted', { name: user.name }),
    onDone: () => void navigate({ to: '/users', search: {} }),
  })
  return (
    <div className={classes.actions}>
      <div className={classes.buttons}>
        <Button variant="default" loading={toggle.isPending} onClick={() => toggle.mutate()}>
          {text(user.enabled ? 'users.disable' : 'users.enable')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => setDeleting(true)}
        >
          {text('users.delete')}
        </Button>
      </div>
      {toggle.error?.code === 'SEATS_EXHAUSTED' ? (
        <SeatsExhaustedNotice error={toggle.error} onFreed={() => toggle.mutate()} />
      ) : (
        <Refusal error={toggle.error} />
      )}
      <ConfirmByName
        opened={deleting}
        onClose={() => setDeleting(false)}
        title={text('users.deleteTitle', { name: user.name })}
        effect={<Text size="sm">{text('users.deleteEffect')}</Text>}
        word={user.email}
        action={text('users.delete')}
        deed={remove}
        onConfirm={() => remove.mutate()}
      />
    </div>
  )
}
