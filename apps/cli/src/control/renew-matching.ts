import type { StaffAnswer, StaffClient } from './staff-client.ts'

/** What is asked of every license; both may be asked again, and what is done stays as it is. */
export interface WantedEnd {
  /** Epoch seconds. */
  expiresAt?: number | undefined
  keepEnd?: true | undefined
  reason?: string | undefined
  preview?: true | undefined
}

/** A license that was not renewed, or would not be. */
interface Obstacle {
  id: string
  customer: string | null
  obstacle: string
}

const licensesPerPage = 200

/**
 * Renews every license that matches, page by page of the list.
 *
 * @param onProgress - Told after every page how many were renewed, of how many that matched at the start.
 * @returns `{ renewed, refused, obstacles }`, or the refusal of the control plane; what was renewed before it stays renewed.
 */
export async function renewMatching(
  client: StaffClient,
  filter: Readonly<Record<string, string | number | undefined>>,
  wanted: WantedEnd,
  onProgress: (done: number, total: string) => void,
): Promise<StaffAnswer> {
  const obstacles: Obstacle[] = []
  // Where the list goes by its end, a license that was renewed stands in it once more, further down.
  const asked = new Set<string>()
  let [renewed, cursor, total] = [0, undefined as string | undefined, '']
  for (;;) {
    const page = await client.get('licenses', { ...filter, limit: licensesPerPage, cursor })
    if (!page.ok) return page
    const { licenses, next, total: matched, totalCapped } = page.body as unknown as Page
    total ||= `${matched}${totalCapped ? '+' : ''}`
    const chosen = licenses.filter(({ id }) => !asked.has(id)).map(({ id, revision }) => ({ id, revision }))
    if (chosen.length > 0) {
      for (const { id } of chosen) asked.add(id)
      const answer = await client.post('renewals', { licenses: chosen, ...wanted })
      if (!answer.ok) return answer
      const { renewals } = answer.body as unknown as Report
      for (const { id, customer, obstacle } of renewals)
        if (obstacle === null) renewed += 1
        else obstacles.push({ id, customer, obstacle })
      onProgress(renewed + obstacles.length, total)
    }
    if (next === null) break
    cursor = next
  }
  return { ok: true, body: { renewed, refused: obstacles.length, obstacles } }
}

interface Page {
  licenses: { id: string; revision: number }[]
  next: string | null
  total: number
  totalCapped: boolean
}

interface Report {
  renewals: { id: string; customer: string | null; obstacle: string | null }[]
}
