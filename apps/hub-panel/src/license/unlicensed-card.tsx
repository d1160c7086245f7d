import type { LicenseReport } from '@licet/api'
import { EmptyState, Pane, StateChip } from '@licet/ui'
import { Button, Group } from '@mantine/core'
import { IconCertificate } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useStateText } from '../language/use-state-text.ts'
import { useText } from '../language/use-text.ts'

/** No license: either everything works, or the one that was removed goes on locking; here is what to do. */
export function UnlicensedCard({ report }: { report: LicenseReport }) {
  const { text } = useText()
  const stateText = useStateText()
  const locks = report.status.restricts === 'everything'
  const help = locks ? stateText(report.status).message : text('license.noneHelp')
  return (
    <Pane>
      <Group justify="center" pt="md">
        <StateChip tone={locks ? 'danger' : 'calm'}>{text('state.none')}</StateChip>
      </Group>
      <EmptyState
        icon={IconCertificate}
        title={text(locks ? 'license.removedTitle' : 'license.noneTitle')}
        action={
          !report.managed && (
            <Button component={Link} to="/license/activate">
              {text('license.activate')}
            </Button>
          )
        }
      >
        {report.managed ? text('license.managedHint') : help}
      </EmptyState>
    </Pane>
  )
}
