import { Columns, Pane } from '@licet/ui'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { ArtifactBox } from '../activation/artifact-box.tsx'
import { PreviewColumn } from '../activation/preview-column.tsx'
import { usePreview } from '../activation/use-preview.ts'
import { useText } from '../language/use-text.ts'

/** Step 3: the answer, pasted, loaded or scanned; what it changes is shown before it is taken. */
export function AnswerStep({ onBack, onDone }: { onBack: () => void; onDone: () => void }) {
  const { text } = useText()
  const [key, setKey] = useState('')
  const [round, setRound] = useState(0)
  const state = usePreview(key, round)
  return (
    <Columns>
      <Pane title={text('manual.stepAnswer')} lead={text('manual.answerLead')}>
        <ArtifactBox value={key} onChange={setKey} />
        <Button variant="default" mt="sm" onClick={onBack}>
          {text('manual.back')}
        </Button>
      </Pane>
      <PreviewColumn
        key={state.is === 'seen' ? state.preview.preview : state.is}
        state={state}
        text={key}
        onDone={onDone}
        onLookAgain={() => setRound(count => count + 1)}
      />
    </Columns>
  )
}
