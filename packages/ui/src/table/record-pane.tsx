import type { ReactNode } from 'react'
import { Pane } from '../layout/pane.tsx'
import { RowsSkeleton } from '../layout/rows-skeleton.tsx'
import { Refusal } from '../server/refusal.tsx'
import { RecordTable, type RecordTableProps } from './record-table.tsx'

export interface RecordPaneProps<Row> extends Pick<RecordTableProps<Row>, 'label' | 'columns' | 'rowId'> {
  /** What the rows are asked with; one that is asked page by page gets a button for more. */
  query: {
    error: unknown
    refetch: () => Promise<unknown>
    hasNextPage?: boolean
    fetchNextPage?: () => Promise<unknown>
    isFetchingNextPage?: boolean
  }
  /** Left undefined until they are here. */
  rows: readonly Row[] | undefined
  /** How many rows are hinted at meanwhile. */
  skeletonRows?: number
  /** Stands there when there are none. */
  children?: ReactNode
}

/** A pane of records from the server: hinted at while they are on their way, and why when they cannot be had. */
export function RecordPane<Row>(props: RecordPaneProps<Row>) {
  const { query, rows, skeletonRows, children, ...table } = props
  return (
    <>
      <Refusal error={query.error} onRetry={() => void query.refetch()} />
      <Pane flush>
        {rows === undefined && query.error === null && <RowsSkeleton rows={skeletonRows} />}
        {rows?.length === 0 && children}
        {rows !== undefined && rows.length > 0 && (
          <RecordTable
            {...table}
            rows={rows}
            onMore={query.hasNextPage ? () => void query.fetchNextPage?.() : undefined}
            loadingMore={query.isFetchingNextPage}
          />
        )}
      </Pane>
    </>
  )
}
