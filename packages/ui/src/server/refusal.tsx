import type { ReactNode } from 'react'
import { ErrorNotice } from '../feedback/error-notice.tsx'
import { ServerError } from './server-error.ts'
import { useErrorText } from './use-error-text.ts'
import { useFileFaultText } from './use-file-fault-text.ts'

/** Shows a refusal in the reader's language, with its code and request id; nothing while there is none. */
export function Refusal(props: { error: unknown; onRetry?: () => void; children?: ReactNode }) {
  const errorText = useErrorText()
  const faultText = useFileFaultText()
  const { error, onRetry, children } = props
  if (error === null || error === undefined) return null
  const refusal = error instanceof ServerError ? error : null
  // What was found in a file or a database has no field of a form to stand at.
  const found = refusal?.fields['file'] ?? refusal?.fields['database']
  const finding = found === undefined ? undefined : faultText(refusal?.body['fault'], found)
  return (
    <ErrorNotice
      message={errorText(error)}
      code={refusal?.code}
      requestId={refusal?.requestId}
      onRetry={onRetry}
    >
      {children ?? (finding !== undefined && <code>{finding}</code>)}
    </ErrorNotice>
  )
}
