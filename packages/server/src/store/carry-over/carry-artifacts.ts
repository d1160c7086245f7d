import { inspectToken } from '@licet/license'
import type { CarryOver } from './create-carry-over.ts'
import { numberIn } from './rows.ts'

interface Artifact {
  kind: 'keyset' | 'revocations'
  text: Buffer
  loaded_at: number
  loaded_by: string
}

/** Keeps every keyset and revocation list that was loaded: what they withdraw stays withdrawn. */
export function carryArtifacts({ present, raw, carriedOver }: CarryOver): void {
  const rows = present.prepare<[], Artifact>(
    'SELECT kind, text, loaded_at, loaded_by FROM artifact ORDER BY position',
  )
  const known = raw.prepare('SELECT 1 FROM artifact WHERE kind = @kind AND text = @text')
  const insert = raw.prepare(
    'INSERT INTO artifact (kind, text, loaded_at, loaded_by) VALUES (@kind, @text, @loaded_at, @loaded_by)',
  )
  for (const row of rows.all()) {
    if (known.get(row) !== undefined) continue
    insert.run(row)
    const { kind, text, loaded_at: at } = row
    const { sequence } = claimsIn(text)
    carriedOver.push({ kind, id: '', name: `${numberIn(sequence) ?? ''}`, at, optional: false })
  }
}

/** What a stored text says of itself, unverified: good for telling texts apart and nothing else. */
export function claimsIn(text: unknown): Record<string, unknown> {
  try {
    return inspectToken(Buffer.from(text as Buffer).toString('latin1')).claims
  } catch {
    return {}
  }
}
