import { Button, Checkbox, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useUiText } from '../language/use-ui-text.ts'
import classes from './record-table.module.css'

export interface Column<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** Leads the card into which a row turns on a phone; exactly one column. */
  leads?: boolean
  align?: 'end'
  /** Hidden where the table has little room. */
  minor?: boolean
  /** Holds sentences: on a phone below its name, and as wide as the card. */
  long?: boolean
}

export interface RecordTableProps<Row> {
  /** The table's name, for those who do not see it. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** With it, rows can be selected; `name` says whom a check box is for. */
  selection?: {
    selected: ReadonlySet<string>
    onChange: (selected: ReadonlySet<string>) => void
    name: (row: Row) => string
  }
  onMore?: () => void
  loadingMore?: boolean
}

/** A dense table that breathes; on a phone every row turns into a card instead of scrolling sideways. */
export function RecordTable<Row>(props: RecordTableProps<Row>) {
  const { label, columns, rows, rowId, selection, onMore, loadingMore } = props
  const { text } = useUiText()
  const all = rows.length > 0 && rows.every(row => selection?.selected.has(rowId(row)))
  const some = rows.some(row => selection?.selected.has(rowId(row)))
  const toggle = (id: string) => {
    const next = new Set(selection?.selected)
    if (!next.delete(id)) next.add(id)
    selection?.onChange(next)
  }
  return (
    <div className={classes.frame}>
      <Table aria-label={label} className={classes.table} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {selection && (
              <Table.Th className={classes.check}>
                <Checkbox
                  size="xs"
                  aria-label={text('selectAll')}
                  checked={all}
                  indeterminate={some && !all}
                  onChange={() => selection.onChange(all ? new Set() : new Set(rows.map(rowId)))}
                />
              </Table.Th>
            )}
            {columns.map(column => (
              <Table.Th key={column.id} data-align={column.align} data-minor={column.minor || undefined}>
                {column.header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(row => (
            <Table.Tr key={rowId(row)} data-selected={selection?.selected.has(rowId(row)) || undefined}>
              {selection && (
                <Table.Td className={classes.check}>
                  <Checkbox
                    size="xs"
                    aria-label={text('selectRow', { name: selection.name(row) })}
                    checked={selection.selected.has(rowId(row))}
                    onChange={() => toggle(rowId(row))}
                  />
                </Table.Td>
              )}
              {columns.map(column => (
                <Table.Td
                  key={column.id}
                  data-align={column.align}
                  data-leads={column.leads || undefined}
                  data-minor={column.minor || undefined}
                  data-long={column.long || undefined}
                >
                  <span className={classes.label}>{column.header}</span>
                  <span className={classes.cell}>{column.cell(row)}</span>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {onMore && (
        <div className={classes.more}>
          <Button variant="default" size="sm" onClick={onMore} loading={loadingMore}>
            {text('showMore')}
          </Button>
        </div>
      )}
    </div>
  )
}
