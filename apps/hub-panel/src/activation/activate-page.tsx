import { Columns, Notice, Page, Pane, TextLink } from '@licet/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { licenseQuery } from '../hub/queries.ts'
import type { Activated } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { ActivatedCard } from './activated-card.tsx'
import { ArtifactBox } from './artifact-box.tsx'
import { PreviewColumn } from './preview-column.tsx'
import { usePreview } from './use-preview.ts'

/** Look before you leap: one box, what its content would change here, then one button that applies exactly that. */
export function ActivatePage() {
  const { text } = useText()
  const [key, setKey] = useState('')
  const [round, setRound] = useState(0)
  const [done, setDone] = useState<Activated | null>(null)
  const state = usePreview(key, round)
  const { data: report } = useQuery(licenseQuery)
  const replacing = report !== undefined && report.license !== null
  const back = <TextLink to="/license">← {text('nav.license')}</TextLink>
  const clear = (answer: Activated) => {
    setKey('')
    setDone(answer)
  }
  const title = text(replacing ? 'activate.replaceTitle' : 'activate.title')
  if (done !== null) {
    return (
      <Page title={title} back={back}>
        <ActivatedCard answer={done} onAnother={() => setDone(null)} />
      </Page>
    )
  }
  return (
    <Page title={title} answer={text('activate.lead')} back={back}>
      {report?.managed && <Notice tone="notice">{text('license.managedHint')}</Notice>}
      <Columns>
        <Pane>
          <ArtifactBox value={key} onChange={setKey} />
        </Pane>
        <PreviewColumn
          key={state.is === 'seen' ? state.preview.preview : state.is}
          state={state}
          text={key}
          onDone={clear}
          onLookAgain={() => setRound(count => count + 1)}
        />
      </Columns>
    </Page>
  )
}
