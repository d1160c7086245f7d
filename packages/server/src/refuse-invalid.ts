import type { ZodError } from 'zod'
import { HttpError } from './http-error.ts'

/**
 * The validation hook of every route: a request that does not fit its schema is `400 REQUEST_INVALID` and names each field.
 *
 * The sentences come from the schema and never repeat what was sent.
 */
export function refuseInvalid(result: { success: true } | { success: false; error: ZodError }): void {
  if (result.success) return
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : ['']
    for (const name of names) fields[fieldPath(issue.path, name)] ??= sentence(issue.code, issue.message)
  }
  throw new HttpError('REQUEST_INVALID', { fields })
}

function fieldPath(path: readonly PropertyKey[], name: string): string {
  // An unknown field's name was chosen by the sender: it is cut, so that an answer cannot be made to carry a text.
  return [...path.map(String), ...(name === '' ? [] : [name.slice(0, 64)])].join('.')
}

function sentence(code: string, message: string): string {
  return code === 'unrecognized_keys' ? 'There is no such field.' : message
}
