import type { LicenseReport } from '@licet/api'
import { CopyableId, type Fact, FactList, Moment, Pane } from '@licet/ui'
import { useText } from '../language/use-text.ts'

/** Where the license came from, and what this installation calls itself. */
export function SourcePane({ report }: { report: LicenseReport }) {
  const { text } = useText()
  const { source, activatedAt, activatedBy, installationId, revocations } = report
  const facts: Fact[] = [
    {
      id: 'installation',
      label: text('source.installation'),
      value: <CopyableId value={installationId} label={text('source.installation')} kept={22} />,
    },
    ...(source === null
      ? []
      : [{ id: 'source', label: text('source.source'), value: text(`source.${source}`) }]),
    ...(activatedAt === null
      ? []
      : [{ id: 'at', label: text('source.activated'), value: <Moment at={activatedAt} show="utc" /> }]),
    ...(activatedBy === null ? [] : [{ id: 'by', label: text('source.by'), value: activatedBy }]),
    {
      id: 'revocations',
      label: text('source.revocations'),
      value:
        revocations === null ? (
          text('source.noRevocations')
        ) : (
          <>
            {text('source.revocationList', { sequence: revocations.sequence, count: revocations.count })}{' '}
            <Moment at={revocations.issuedAt} />
          </>
        ),
    },
    { id: 'clock', label: text('source.clock'), value: <Moment at={report.clock.now} show="utc" /> },
  ]
  return (
    <Pane title={text('source.title')} lead={report.managed ? text('license.managedHint') : undefined}>
      <FactList facts={facts} />
    </Pane>
  )
}
