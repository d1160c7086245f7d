import type { LicenseReport } from '@licet/api'
import { ExpiryTimeline, Pane } from '@licet/ui'
import { useState } from 'react'
import { useText } from '../language/use-text.ts'
import { licensePoints } from './license-points.ts'
import { Simulator } from './simulator.tsx'

/** The dates this license lives by, and a look ahead along them. */
export function TimelinePane({ report }: { report: LicenseReport }) {
  const { text } = useText()
  const [lookAt, setLookAt] = useState<number | null>(null)
  const points = licensePoints(report, text)
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
