import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** The control plane's instruments; read at `GET /metrics`. */
export interface ControlMetrics {
  registry: Registry
  requests: Counter<'method' | 'status'>
  rejections: Counter<'code'>
  activations: Counter<'outcome'>
  heartbeats: Counter<'outcome'>
  signInFailures: Counter
  rateLimited: Counter<'limit'>
  /** 1 while keys can sign. */
  signing: Gauge
  /** 1 while the published revocation list does not name every revoked license. */
  revocationListDue: Gauge
}

/** Creates the control plane's instruments in a registry of their own. */
export function createMetrics(): ControlMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = <const L extends string>(name: string, help: string, labelNames: L[]): Counter<L> =>
    new Counter({ name: `licet_control_${name}_total`, help, labelNames, registers })
  return {
    registry,
    requests: counter('requests', 'Requests answered.', ['method', 'status']),
    rejections: counter('rejections', 'Signed artifacts and keys refused, by code.', ['code']),
    activations: counter('activations', 'Attempts to activate, by outcome.', ['outcome']),
    heartbeats: counter('heartbeats', 'Heartbeats answered, by outcome.', ['outcome']),
    signInFailures: counter('sign_in_failures', 'Sign-ins refused.', []),
    rateLimited: counter('rate_limited', 'Attempts over a limit.', ['limit']),
    signing: new Gauge({
      name: 'licet_control_signing_ready',
      help: '1 while artifacts can be signed.',
      registers,
    }),
    revocationListDue: new Gauge({
      name: 'licet_control_revocation_list_due',
      help: '1 while the published revocation list does not name every revoked license.',
      registers,
    }),
  }
}
