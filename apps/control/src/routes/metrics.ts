import { refusals } from '@licet/server'
import { z } from 'zod'
import { addRoute, type ControlApp } from '../access/add-route.ts'
import type { ControlDeps } from '../deps.ts'
import { isRevocationListDue } from '../services/publish-revocations.ts'

/** The control plane's figures in the Prometheus text format. */
export function addMetricsRoutes(app: ControlApp, { database, keys, metrics }: ControlDeps): void {
  addRoute(
    app,
    {
      access: 'read',
      method: 'get',
      path: '/metrics',
      tags: ['Operation'],
      summary: 'Figures for Prometheus',
      responses: {
        200: { description: 'The figures.', content: { 'text/plain': { schema: z.string() } } },
        ...refusals(401, 403),
      },
    },
    async c => {
      metrics.signing.set(keys.state().state === 'ready' ? 1 : 0)
      metrics.revocationListDue.set((await isRevocationListDue({ database })) ? 1 : 0)
      return c.text(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType })
    },
  )
}
