import { EntranceFrame, SetupForm } from '@licet/ui'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { aboutQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { SetupDone } from './setup-done.tsx'

/** The first visit: one-time code, first administrator, then what comes next. */
export function SetupPage() {
  const { text } = useText()
  const { data: about } = useSuspenseQuery(aboutQuery)
  const [doneFor, setDoneFor] = useState<string | null>(null)
  if (doneFor !== null) return <SetupDone name={doneFor} />
  return (
    <EntranceFrame title={text('entrance.setup')} lead={text('entrance.setupLead')} about={about} wide>
      <SetupForm
        path="/api/setup"
        action={text('entrance.createAdmin')}
        onDone={user => setDoneFor(user.name)}
      />
    </EntranceFrame>
  )
}
