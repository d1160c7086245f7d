import { askServer, useDeed } from '@licet/ui'
import { ActionIcon, Group, Menu } from '@mantine/core'
import { IconDots, IconDownload, IconRestore, IconTrash } from '@tabler/icons-react'
import type { Backup } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'

/** Download, restore, delete. */
export function BackupActions({ backup, onRestore }: { backup: Backup; onRestore: () => void }) {
  const { text } = useText()
  const path = `/api/backups/${encodeURIComponent(backup.name)}`
  const remove = useDeed({ run: () => askServer(path, { method: 'DELETE' }), done: text('backups.deleted') })
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={text('backups.actionsOf', { name: backup.name })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={17} aria-hidden />} component="a" href={path} download>
            {text('backups.download')}
          </Menu.Item>
          <Menu.Item leftSection={<IconRestore size={17} aria-hidden />} onClick={onRestore}>
            {text('backups.restore')}
          </Menu.Item>
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={17} aria-hidden />}
            onClick={() => remove.mutate()}
          >
            {text('backups.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
