import type { LicenseReport } from '@licet/api'
import { EmptyState, Pane, StateChip } from '@licet/ui'
import { Button, Group } from '@mantine/core'
import { IconCertificate } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../language/use-text.ts'

/** No license yet: everything works; here is how to get rid of the notice. */
export function UnlicensedCard({ report }: { report: LicenseReport }) {
  const { text } = useText()
  return (
    <Pane>
      <Group justify="center" pt="md">
        <StateChip tone="calm">{text('state.none')}</StateChip>
      </Group>
      <EmptyState
        icon={IconCertificate}
        title={text('license.noneTitle')}
        action={
          !report.managed && (
            <Button component={Link} to="/license/activate">
              {text('license.activate')}
            </Button>
          )
        }
      >
        {text(report.managed ? 'license.managedHint' : 'license.noneHelp')}
      </EmptyState>
    </Pane>
  )
}
