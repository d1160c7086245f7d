import type { LicenseRow } from '@licet/api/control'
import { saveFile } from '@licet/ui'
import { Button, Group, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useText } from '../../language/use-text.ts'
import { licensesCsv } from './licenses-csv.ts'
import classes from './selection-bar.module.css'

/** What can be done with the licenses that are ticked. */
export function SelectionBar({ rows, onClear }: { rows: readonly LicenseRow[]; onClear: () => void }) {
  const { text } = useText()
  return (
    <Group className={classes.bar} gap="sm" role="status">
      <Text size="sm" fw={560}>
        {text('licenses.selected', { count: rows.length })}
      </Text>
      <Button
        size="xs"
        leftSection={<IconDownload size={15} aria-hidden />}
        onClick={() => saveFile('licenses.csv', licensesCsv(rows), 'text/csv')}
      >
        {text('licenses.exportSelected', { count: rows.length })}
      </Button>
      <Button size="xs" variant="subtle" onClick={onClear}>
        {text('licenses.clearSelection')}
      </Button>
    </Group>
  )
}
