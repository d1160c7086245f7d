import { type ActivationServer, startActivationServer } from './activation-server.ts'
import { type Hub, type HubOptions, startHub } from './hub.ts'
import { type PlantedMachine, plantMachine } from './planted-machine.ts'
import { createSigningKey } from './signing-key.ts'
import { type Json, sevenClaims, signToken, wallClock } from './token.ts'
import { trustEntry, trustOf } from './trust-file.ts'

/** The policy of a license that is bound to one machine: seven days of grace between two answers. */
export const nodeLocked = {
  enforcement: 'locked',
  binding: 'machine',
  match: { at_least: 3 },
  machines: 1,
  transfer: 'self',
  activation_grace_seconds: 0,
  heartbeat_seconds: 86_400,
  grace_seconds: 604_800,
} as const

/** A Hub on a machine of its own, with an activation server that it trusts. */
export interface BoundHub {
  hub: Hub
  server: ActivationServer
  machine: PlantedMachine
  /** Signs a license that is bound to a machine. */
  bound: (changes?: Record<string, Json>, policy?: Record<string, Json>) => { id: string; token: string }
}

/** A short key as a vendor makes it. */
export const shortKey = 'ARGENT-07EN-W3AH-RZ6D-MV27'

/** Starts both. @param options.online - False: the Hub knows no activation server. */
export async function startBoundHub(options: HubOptions & { online?: boolean } = {}): Promise<BoundHub> {
  const server = await startActivationServer(options.clockOffsetSeconds)
  const machine = plantMachine()
  const key = createSigningKey('vendor-1')
  const trust = trustOf([trustEntry(key), trustEntry(server.key, { use: 'activation' })])
  const hub = await startHub({
    ...options,
    key,
    trust,
    env: {
      LICET_MACHINE_ROOT: machine.root,
      ...(options.online === false ? {} : { HUB_CONTROL_URL: server.url }),
      ...options.env,
    },
  })
  let made = 0
  return {
    hub,
    server,
    machine,
    bound: (changes = {}, policy = {}) => {
      made++
      const jti = typeof changes.jti === 'string' ? changes.jti : `lic_test-${made}-${wallClock()}`
      const claims = { iat: wallClock() + (options.clockOffsetSeconds ?? 0), ...changes, jti }
      const all: Record<string, Json> = { ...nodeLocked, ...policy }
      const token = signToken(key, sevenClaims({ ...claims, policy: all }))
      return { id: jti, token }
    },
  }
}
