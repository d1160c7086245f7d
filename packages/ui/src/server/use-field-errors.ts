import type { ServerError } from './server-error.ts'
import { useErrorText } from './use-error-text.ts'

/** The sentences for the fields of a form: where the error concerns one field alone, its own sentence in the reader's language. */
export function useFieldErrors(): (error: ServerError) => Record<string, string> {
  const errorText = useErrorText()
  return error => {
    const [field, ...others] = Object.keys(error.fields)
    const isOfOneField = field !== undefined && others.length === 0 && error.code !== 'REQUEST_INVALID'
    return isOfOneField ? { [field]: errorText(error) } : { ...error.fields }
  }
}
