import type { LicenseDetail } from '@licet/api/control'
import { Group } from '@mantine/core'
import {
  IconBan,
  IconCalendarPlus,
  IconKey,
  IconMessage,
  IconPlayerPause,
  IconPlayerPlay,
  IconTransfer,
  IconUsersPlus,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { GuardedButton } from '../../shell/guarded-button.tsx'
import { obstacleOf } from './deed-obstacles.ts'
import { MessageDialog } from './message-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { RebindDialog } from './rebind-dialog.tsx'
import { ReissueDialog } from './reissue-dialog.tsx'
import { RenewDialog } from './renew-dialog.tsx'
import { SeatsDialog } from './seats-dialog.tsx'

const icons = {
  renew: IconCalendarPlus,
  seats: IconUsersPlus,
  suspend: IconPlayerPause,
  reinstate: IconPlayerPlay,
  rebind: IconTransfer,
  reissue: IconKey,
  message: IconMessage,
  revoke: IconBan,
} as const

type Deed = keyof typeof icons

/** Deeds of those who issue; the others take away. */
const issues: ReadonlySet<Deed> = new Set(['renew', 'seats', 'reissue', 'message'])

/** Everything that can be done with a license; what cannot be done now stays, and says why. */
export function LicenseActions({ license }: { license: LicenseDetail }) {
  const { text } = useText()
  const [open, setOpen] = useState<Deed | null>(null)
  const close = () => setOpen(null)
  const shown: Deed[] = [
    'renew',
    'seats',
    license.state === 'suspended' ? 'reinstate' : 'suspend',
    'rebind',
    'reissue',
    'message',
    'revoke',
  ]
  return (
    <>
      <Group gap="xs" data-noprint>
        {shown.map(deed => {
          const Icon = icons[deed]
          const obstacle = obstacleOf(deed, license)
          return (
            <GuardedButton
              key={deed}
              permission={issues.has(deed) ? 'license.issue' : 'license.revoke'}
              obstacle={obstacle === null ? '' : text(`license.obstacle.${obstacle}`)}
              variant={deed === 'renew' ? 'filled' : 'default'}
              c={deed === 'revoke' ? 'var(--mantine-color-error)' : undefined}
              leftSection={<Icon size={16} aria-hidden />}
              onClick={() => setOpen(deed)}
            >
              {text(`license.deed.${deed}`)}
            </GuardedButton>
          )
        })}
      </Group>
      {open === 'renew' && <RenewDialog license={license} onClose={close} />}
      {open === 'seats' && <SeatsDialog license={license} onClose={close} />}
      {open === 'rebind' && <RebindDialog license={license} onClose={close} />}
      {open === 'message' && <MessageDialog license={license} onClose={close} />}
      {open === 'reissue' && <ReissueDialog license={license} onClose={close} />}
      {(open === 'suspend' || open === 'reinstate' || open === 'revoke') && (
        <ReasonDialog license={license} deed={open} onClose={close} />
      )}
    </>
  )
}
