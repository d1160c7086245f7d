import { auditHead } from '@licet/server'
import { z } from 'zod'
import type { Actor, HubDeps } from '../deps.ts'
import { appendAudit } from '../store/audit.ts'
import { reportSeats } from './report-seats.ts'

/** The usage report as it leaves the house: readable, and signed by the installation as a whole. */
export const usageReport = z.object({
  report: z.object({
    installationId: z.string(),
    customerId: z.string(),
    licenseId: z.string(),
    at: z.int(),
    limit: z.int().nullable(),
    used: z.int(),
    peak: z.object({ used: z.int(), at: z.int() }).nullable(),
    days: z.array(z.object({ day: z.int(), used: z.int(), limit: z.int().nullable() })),
    /** Where the audit chain stood: the next report continues from here. */
    audit: z.object({ sequence: z.int(), head: z.string() }),
  }),
  /** Compact JWS over the report. */
  signature: z.string(),
  jwk: z.record(z.string(), z.string()),
})

/** Makes the usage report; holds numbers, no names. Audited. */
export async function exportUsage(deps: HubDeps, actor: Actor): Promise<z.infer<typeof usageReport>> {
  const { database, clock, installation, licensing } = deps
  const { limit, used, peak, trend } = await reportSeats(deps)
  const { license } = await licensing.state()
  const now = clock.now()
  const { sequence, hash } = database.transact(tx => {
    appendAudit(tx, { actor, action: 'usage.export', target: installation.id }, now)
    return auditHead(tx.raw)
  })
  const report = {
    installationId: installation.id,
    customerId: license?.claims.sub ?? '',
    licenseId: license?.id ?? '',
    at: now,
    limit,
    used,
    peak,
    days: trend,
    audit: { sequence, head: hash },
  }
  return {
    report,
    signature: await installation.sign(report, 'usage+jwt'),
    jwk: { ...installation.publicJwk },
  }
}
