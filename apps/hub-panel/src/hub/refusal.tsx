import { ErrorNotice } from '@licet/ui'
import type { ReactNode } from 'react'
import { useErrorText } from '../language/use-error-text.ts'
import { HubError } from './hub-error.ts'

/** Shows a refusal in the reader's language, with its code and request id; nothing while there is none. */
export function Refusal(props: { error: unknown; onRetry?: () => void; children?: ReactNode }) {
  const errorText = useErrorText()
  const { error, onRetry, children } = props
  if (error === null || error === undefined) return null
  const refusal = error instanceof HubError ? error : null
  return (
    <ErrorNotice
      message={errorText(error)}
      code={refusal?.code}
      requestId={refusal?.requestId}
      onRetry={onRetry}
    >
      {children}
    </ErrorNotice>
  )
}
