import type { Preview } from '@licet/api'

/** Whether activating has to insist: the license is an older revision than the one in force. */
export function needsReplace(preview: Preview): boolean {
  return (
    preview.genuine &&
    (preview.code === 'LICENSE_OLDER_REVISION' ||
      preview.changes.some(change => change.kind === 'older_revision'))
  )
}

/** Whether somebody has to say yes first: something is taken away, or an older revision comes back. */
export function needsConsent(preview: Preview): boolean {
  return (
    needsReplace(preview) ||
    preview.changes.some(change => change.severity === 'warning' || change.severity === 'blocking')
  )
}
