import { saveFile } from '@licet/ui'
import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconAlertOctagon, IconArchive, IconDots, IconDownload, IconPlayerPlay } from '@tabler/icons-react'
import { useText } from '../../language/use-text.ts'
import { useSession } from '../../shell/use-session.ts'
import { publicPem } from './public-pem.ts'
import type { KeyDeed, SigningKey } from './signing-queries.ts'

/** Downloads the public part, or asks what activating, retiring or withdrawing the key would do. */
export function KeyMenu(props: { signingKey: SigningKey; onAsk: (deed: KeyDeed) => void }) {
  const { text } = useText()
  const { may } = useSession()
  const { signingKey: key, onAsk } = props
  const pem = publicPem(key.jwk)
  const allowed = may('signing.manage')
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={text('signing.actionsOf', { kid: key.kid })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconDownload size={17} aria-hidden />}
          onClick={() =>
            saveFile(`${key.kid}.jwk.json`, `${JSON.stringify(key.jwk, null, 2)}\n`, 'application/json')
          }
        >
          {text('signing.download')}
        </Menu.Item>
        {pem !== null && (
          <Menu.Item
            leftSection={<IconDownload size={17} aria-hidden />}
            onClick={() => saveFile(`${key.kid}.pem`, pem, 'application/x-pem-file')}
          >
            {text('signing.downloadPem')}
          </Menu.Item>
        )}
        {!allowed && (
          <Text size="xs" c="dimmed" p="xs" maw={230}>
            {text('team.needs', { permission: 'signing.manage' })}
          </Text>
        )}
        {key.status === 'next' && (
          <Menu.Item
            disabled={!allowed}
            leftSection={<IconPlayerPlay size={17} aria-hidden />}
            onClick={() => onAsk('activate')}
          >
            {text('signing.activate')}
          </Menu.Item>
        )}
        {key.status === 'next' && (
          <Menu.Item
            disabled={!allowed}
            leftSection={<IconArchive size={17} aria-hidden />}
            onClick={() => onAsk('retire')}
          >
            {text('signing.retire')}
          </Menu.Item>
        )}
        {key.status !== 'compromised' && (
          <Menu.Item
            disabled={!allowed}
            color="var(--mantine-color-error)"
            leftSection={<IconAlertOctagon size={17} aria-hidden />}
            onClick={() => onAsk('compromise')}
          >
            {text('signing.compromise')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
