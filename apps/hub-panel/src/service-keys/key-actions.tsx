import { askServer, ConfirmByName, Dialog, useDeed } from '@licet/ui'
import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconDots, IconRotate, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { ServiceKey } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { RotateKey } from './rotate-key.tsx'

/** Rotate or revoke a key. */
export function KeyActions({ serviceKey }: { serviceKey: ServiceKey }) {
  const { text } = useText()
  const [open, setOpen] = useState<'rotate' | 'revoke' | null>(null)
  const close = () => setOpen(null)
  const revoke = useDeed({
    run: () => askServer(`/api/service-keys/${encodeURIComponent(serviceKey.id)}`, { method: 'DELETE' }),
    done: text('keys.revoked', { name: serviceKey.name }),
    onDone: close,
  })
  return (
    <>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={text('keys.actionsOf', { name: serviceKey.name })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRotate size={17} aria-hidden />} onClick={() => setOpen('rotate')}>
            {text('keys.rotate')}
          </Menu.Item>
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={17} aria-hidden />}
            onClick={() => setOpen('revoke')}
          >
            {text('keys.revoke')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog
        opened={open === 'rotate'}
        onClose={close}
        title={text('keys.rotateTitle', { name: serviceKey.name })}
        size="lg"
      >
        <RotateKey serviceKey={serviceKey} onClose={close} />
      </Dialog>
      <ConfirmByName
        opened={open === 'revoke'}
        onClose={close}
        title={text('keys.revokeTitle', { name: serviceKey.name })}
        effect={<Text size="sm">{text('keys.revokeEffect')}</Text>}
        word={serviceKey.name}
        action={text('keys.revoke')}
        deed={revoke}
        onConfirm={() => revoke.mutate()}
      />
    </>
  )
}
