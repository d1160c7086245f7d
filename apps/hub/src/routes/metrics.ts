import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { activationState, stateKind } from '@licet/api'
import { refusals } from '@licet/server'
import { z } from 'zod'
import type { HubDeps, HubEnv } from '../deps.ts'
import { reportActivation } from '../services/report-activation.ts'

/** The Hub's figures in the Prometheus text format; gauges are taken when they are asked for. */
export function addMetricsRoutes(app: OpenAPIHono<HubEnv>, deps: HubDeps): void {
  const { licensing, metrics } = deps
  app.openapi(figures, async c => {
    const state = await licensing.state()
    metrics.seatsUsed.set(licensing.seatsUsed())
    metrics.seatsLimit.set(licensing.limitOf(state) ?? Number.NaN)
    metrics.licenseExpiry.set(state.license?.claims.exp ?? 0)
    metrics.licenseValid.set(state.valid ? 1 : 0)
    for (const kind of stateKind.options)
      metrics.licenseState.set({ state: kind }, state.kind === kind ? 1 : 0)
    const { activation, state: bound, control } = await reportActivation(deps)
    metrics.leaseEnd.set(activation?.leaseEndsAt ?? 0)
    metrics.heartbeatAge.set(
      control.lastAnsweredAt === null ? Number.NaN : deps.clock.now() - control.lastAnsweredAt,
    )
    for (const name of activationState.options)
      metrics.activationState.set({ state: name }, bound === name ? 1 : 0)
    return c.text(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType })
  })
}

const figures = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['Operation'],
  summary: 'Figures for Prometheus',
  responses: {
    200: { description: 'The figures.', content: { 'text/plain': { schema: z.string() } } },
    ...refusals(401, 403),
  },
})
