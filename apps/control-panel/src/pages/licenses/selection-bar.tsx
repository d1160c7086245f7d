import type { LicenseRow } from '@licet/api/control'
import { saveFile } from '@licet/ui'
import { Button, Group, Menu, Text } from '@mantine/core'
import { IconCalendarPlus, IconDownload } from '@tabler/icons-react'
import { useText } from '../../language/use-text.ts'
import { GuardedButton } from '../../shell/guarded-button.tsx'
import { licensesCsv } from './licenses-csv.ts'
import classes from './selection-bar.module.css'

/** More are not renewed in one go. */
const renewedMax = 500

/** What can be done with the licenses that are ticked. */
export function SelectionBar(props: {
  rows: readonly LicenseRow[]
  onRenew: () => void
  onClear: () => void
}) {
  const { text } = useText()
  const { rows, onRenew, onClear } = props
  return (
    <Group className={classes.bar} gap="sm">
      <Text size="sm" fw={560} role="status">
        {text('licenses.selected', { count: rows.length })}
      </Text>
      <GuardedButton
        permission="license.issue"
        obstacle={rows.length > renewedMax ? text('renewals.tooMany', { count: renewedMax }) : ''}
        size="xs"
        leftSection={<IconCalendarPlus size={15} aria-hidden />}
        onClick={onRenew}
      >
        {text('renewals.do', { count: rows.length })}
      </GuardedButton>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconDownload size={15} aria-hidden />}>
            {text('licenses.exportSelected', { count: rows.length })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => saveFile('licenses.csv', licensesCsv(rows), 'text/csv')}>CSV</Menu.Item>
          <Menu.Item
            onClick={() =>
              saveFile('licenses.json', JSON.stringify({ licenses: rows }, null, 2), 'application/json')
            }
          >
            JSON
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" variant="subtle" onClick={onClear}>
        {text('licenses.clearSelection')}
      </Button>
    </Group>
  )
}
