import type { LicenseDetail } from '@licet/api/control'
import { type Column, Moment, Pane, RecordTable, StateChip, shortenMiddle } from '@licet/ui'
import { useText } from '../../language/use-text.ts'

type Revision = LicenseDetail['revisions'][number]

/** Every revision that was signed, the newest first; nothing is ever overwritten. */
export function RevisionsPane({ license }: { license: LicenseDetail }) {
  const { text } = useText()
  const columns: Column<Revision>[] = [
    {
      id: 'revision',
      header: text('claim.rev'),
      leads: true,
      cell: row => (
        <>
          {row.revision}{' '}
          {row.revision === license.revision && <StateChip tone="info">{text('license.present')}</StateChip>}
        </>
      ),
    },
    { id: 'at', header: text('claim.iat'), cell: row => <Moment at={row.issuedAt} show="day" /> },
    {
      id: 'expires',
      header: text('claim.exp'),
      cell: row =>
        row.expiresAt === null ? text('claim.atActivation') : <Moment at={row.expiresAt} show="day" />,
    },
    { id: 'seats', header: text('claim.seats'), align: 'end', cell: row => row.seats },
    { id: 'tier', header: text('claim.tier'), cell: row => row.tier },
    {
      id: 'reason',
      header: text('license.reason'),
      cell: row => (row.revision === 1 ? text('claim.iat') : row.reason || '–'),
    },
    { id: 'actor', header: text('license.by'), minor: true, cell: row => row.actor },
    {
      id: 'kid',
      header: text('licenses.kid'),
      minor: true,
      cell: row => (row.kid === null ? '–' : <code title={row.kid}>{shortenMiddle(row.kid, 14)}</code>),
    },
  ]
  return (
    <Pane title={text('license.revisions')} lead={text('license.revisionsLead')} flush>
      <RecordTable
        label={text('license.revisions')}
        columns={columns}
        rows={license.revisions}
        rowId={row => String(row.revision)}
      />
    </Pane>
  )
}
