import type { LicenseRow } from '@licet/api/control'
import { type Column, Moment, shortenMiddle, TextLink } from '@licet/ui'
import { Text } from '@mantine/core'
import type { Translate } from '../../language/use-text.ts'
import classes from './license-columns.module.css'
import { LicenseStateChip } from './license-state-chip.tsx'

/** What the list tells about every license. */
export function licenseColumns(text: Translate): Column<LicenseRow>[] {
  return [
    {
      id: 'customer',
      header: text('licenses.customer'),
      leads: true,
      cell: row => (
        <>
          <TextLink to="/licensing/license/$id" params={{ id: row.id }} fw={560} size="sm">
            {row.customer.name}
          </TextLink>
          <Text size="xs" c="dimmed" className="licet-mono">
            {row.keyHint ?? shortenMiddle(row.id, 16)}
          </Text>
        </>
      ),
    },
    { id: 'state', header: text('licenses.state'), cell: row => <LicenseStateChip state={row.state} /> },
    {
      id: 'tier',
      header: text('licenses.tier'),
      cell: row => (
        <>
          <Text size="sm">{row.tier}</Text>
          <Text size="xs" c="dimmed">
            {row.products.join(', ')}
          </Text>
        </>
      ),
    },
    {
      id: 'model',
      header: text('licenses.model'),
      minor: true,
      cell: row => <span className={classes.whole}>{text(`preset.${row.preset ?? 'own'}`)}</span>,
    },
    { id: 'seats', header: text('licenses.seats'), align: 'end', cell: row => row.seats },
    {
      id: 'machines',
      header: text('licenses.machines'),
      align: 'end',
      minor: true,
      cell: row => row.machines,
    },
    {
      id: 'expires',
      header: text('licenses.expires'),
      cell: row =>
        row.expiresAt === null ? (
          text('licenses.monthsFromActivation', { count: row.termMonths ?? 0 })
        ) : (
          <>
            <span className={classes.whole}>
              <Moment at={row.expiresAt} show="day" />
            </span>
            <Text size="xs" c="dimmed">
              <Moment at={row.expiresAt} />
            </Text>
          </>
        ),
    },
  ]
}
