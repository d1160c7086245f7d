import { type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Names the file or folder that this program may not use, whose it is, and who asks; null for any other error.
 *
 * @param error - What a call on a file threw.
 */
export function describeDenied(error: unknown): string | null {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return null
  if (error.code !== 'EACCES' && error.code !== 'EPERM') return null
  const path = String(error.path)
  const nearest = nearestVisible(path)
  const owner =
    nearest === null
      ? ''
      : `; ${nearest.path} belongs to user ${nearest.stats.uid}, mode ${(nearest.stats.mode & 0o777).toString(8)}`
  const user = process.geteuid === undefined ? '' : `; this program runs as user ${process.geteuid()}`
  return `${error.code} ${path}${owner}${user}`
}

/** The file itself, or the folder above it that can still be looked at. */
function nearestVisible(path: string): { path: string; stats: Stats } | null {
  for (let at = path; ; at = dirname(at)) {
    try {
      return { path: at, stats: statSync(at) }
    } catch {
      if (at === dirname(at)) return null
    }
  }
}
