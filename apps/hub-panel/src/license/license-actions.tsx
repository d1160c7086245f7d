import type { LicenseReport } from '@licet/api'
import { askServer, ConfirmByName, saveFile, useDeed } from '@licet/ui'
import { ActionIcon, Button, Group, Menu, Text, Tooltip } from '@mantine/core'
import {
  IconCopy,
  IconDots,
  IconDownload,
  IconHistory,
  IconPrinter,
  IconReplace,
  IconTrash,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useText } from '../language/use-text.ts'

/** What can be done with the license: replace, take along, remove. */
export function LicenseActions({ report }: { report: LicenseReport }) {
  const { text } = useText()
  const navigate = useNavigate()
  const [removing, setRemoving] = useState(false)
  const download = useDeed({
    run: () => askServer<{ token: string }>('/api/license/token'),
    onDone: ({ token }) => saveFile(`${report.license?.id ?? 'license'}.lic`, token, 'text/plain'),
  })
  const copy = useDeed({
    run: async () => {
      const { token } = await askServer<{ token: string }>('/api/license/token')
      await navigator.clipboard.writeText(token)
    },
    done: text('license.copied'),
  })
  const remove = useDeed({
    run: () => askServer('/api/license', { method: 'DELETE' }),
    done: text('license.removed'),
    onDone: () => setRemoving(false),
  })
  const managed = report.managed
  return (
    <Group gap="xs" data-noprint>
      <Tooltip label={text('license.managedHint')} disabled={!managed} w={300}>
        <Button
          component={Link}
          to="/license/activate"
          leftSection={<IconReplace size={17} aria-hidden />}
          data-disabled={managed || undefined}
          aria-disabled={managed || undefined}
          onClick={event => {
            if (managed) event.preventDefault()
          }}
        >
          {text('license.replace')}
        </Button>
      </Tooltip>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={text('license.moreActions')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={17} aria-hidden />} onClick={() => download.mutate()}>
            {text('license.download')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={17} aria-hidden />} onClick={() => copy.mutate()}>
            {text('license.copyToken')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPrinter size={17} aria-hidden />} onClick={() => window.print()}>
            {text('license.print')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHistory size={17} aria-hidden />}
            onClick={() => void navigate({ to: '/license/history' })}
          >
            {text('license.history')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={17} aria-hidden />}
            disabled={managed}
            onClick={() => setRemoving(true)}
          >
            {text('license.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmByName
        opened={removing}
        onClose={() => setRemoving(false)}
        title={text('license.removeTitle')}
        effect={
          <Text size="sm">
            {text(report.status.enforcement === 'locked' ? 'license.removeLocks' : 'license.removeEffect')}
          </Text>
        }
        word={report.license?.customer ?? text('license.removeWord')}
        action={text('license.remove')}
        deed={remove}
        onConfirm={() => remove.mutate()}
      />
    </Group>
  )
}
