import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** The Hub's instruments; read at `GET /metrics`. */
export interface HubMetrics {
  registry: Registry
  requests: Counter<'method' | 'status'>
  rejections: Counter<'code'>
  signInFailures: Counter
  seatsRefused: Counter
  seatsUsed: Gauge
  seatsLimit: Gauge
  licenseExpiry: Gauge
  licenseValid: Gauge
  licenseState: Gauge<'state'>
  leaseEnd: Gauge
  heartbeatAge: Gauge
  activationState: Gauge<'state'>
}

/** Creates the Hub's instruments in a registry of their own. */
export function createMetrics(): HubMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Counter({
      name: 'licet_hub_requests_total',
      help: 'Requests answered.',
      labelNames: ['method', 'status'],
      registers,
    }),
    rejections: new Counter({
      name: 'licet_hub_artifact_rejections_total',
      help: 'Signed artifacts refused, by code.',
      labelNames: ['code'],
      registers,
    }),
    signInFailures: new Counter({
      name: 'licet_hub_sign_in_failures_total',
      help: 'Sign-ins refused.',
      registers,
    }),
    seatsRefused: new Counter({
      name: 'licet_hub_seats_refused_total',
      help: 'Accounts not created or enabled because all seats are in use.',
      registers,
    }),
    seatsUsed: new Gauge({ name: 'licet_hub_seats_used', help: 'Enabled accounts.', registers }),
    seatsLimit: new Gauge({
      name: 'licet_hub_seats_limit',
      help: 'Accounts the license allows; NaN without a limit.',
      registers,
    }),
    licenseExpiry: new Gauge({
      name: 'licet_hub_license_expires_at_seconds',
      help: 'Expiry of the license in epoch seconds; 0 without one.',
      registers,
    }),
    licenseValid: new Gauge({
      name: 'licet_hub_license_valid',
      help: '1 while the license is in force.',
      registers,
    }),
    licenseState: new Gauge({
      name: 'licet_hub_license_state',
      help: '1 for the state the license is in, 0 for the others.',
      labelNames: ['state'],
      registers,
    }),
    leaseEnd: new Gauge({
      name: 'licet_hub_lease_ends_at_seconds',
      help: 'End of the lease of this machine in epoch seconds; 0 without an activation.',
      registers,
    }),
    heartbeatAge: new Gauge({
      name: 'licet_hub_last_heartbeat_age_seconds',
      help: 'Seconds since the last signed answer of the activation server; NaN where there was none.',
      registers,
    }),
    activationState: new Gauge({
      name: 'licet_hub_activation_state',
      help: '1 for the state the activation of this machine is in, 0 for the others.',
      labelNames: ['state'],
      registers,
    }),
  }
}
