import type { LicenseReport } from '@licet/api'
import { ExpiryTimeline, Pane } from '@licet/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { activationQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { leasePoints } from './lease-points.ts'
import { licensePoints } from './license-points.ts'
import { Simulator } from './simulator.tsx'

/** The dates this license lives by, and a look ahead along them. */
export function TimelinePane({ report }: { report: LicenseReport }) {
  const { text } = useText()
  const [lookAt, setLookAt] = useState<number | null>(null)
  const isBound = report.license?.binding === 'machine'
  const { data: binding } = useQuery({ ...activationQuery, enabled: isBound })
  const points = [
    ...licensePoints(report, text),
    ...leasePoints(isBound ? binding : undefined, text),
  ].toSorted((a, b) => a.at - b.at)
  if (points.length === 0) return null
  return (
    <Pane title={text('timeline.title')} lead={text('timeline.lead')}>
      <ExpiryTimeline
        points={points}
        label={text('timeline.title')}
        handle={{ at: lookAt, label: text('simulator.slide'), onChange: setLookAt }}
      />
      <Simulator report={report} lookAt={lookAt} onLookAt={setLookAt} />
    </Pane>
  )
}
