import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shortKeyFrom } from '@licet/license'
import { createControlClient } from '../../src/client/create-control-client.ts'
import { openInstanceKey } from '../../src/instance/open-instance-key.ts'
import { openActivation } from '../../src/lease/open-activation.ts'
import { openFileStore } from '../../src/store/open-file-store.ts'
import { json, startWildServer, type WildServer } from '../client/wild-server.ts'
import { createVendor, fingerprintWith, start, type Vendor } from '../vendor.ts'

export const shortKey = shortKeyFrom('ACME', new Uint8Array(15).fill(7))

/** A machine with its store, a vendor, and a server that may behave in any way. */
export interface World {
  vendor: Vendor
  server: WildServer
  file: string
  home: string
  machine: { now: number; fingerprint: Record<string, string> }
  activation: ReturnType<typeof openActivation>
  /** The bytes of the store. */
  bytes: () => string
  /** The server answers each request as a control plane does. */
  serve: (claims?: object, parts?: { license?: string; keyset?: string; revocations?: string }) => void
  /** What the last call asked. */
  lastRequest: () => string
}

/** Makes one, on a fresh folder. */
export async function createWorld(
  options: { online?: boolean; home?: string; vendor?: Vendor } = {},
): Promise<World> {
  const vendor = options.vendor ?? (await createVendor())
  const server = await startWildServer()
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'licet-home-'))
  const machine = { now: start + 60, fingerprint: fingerprintWith() }
  const activation = openActivation({
    store: openFileStore(home),
    instanceKey: openInstanceKey(home),
    readFingerprint: async () => machine.fingerprint,
    trust: vendor.trust,
    client:
      options.online === false ? null : createControlClient({ url: server.url, timeoutMilliseconds: 300 }),
    clock: { system: () => machine.now, uptimeSeconds: () => machine.now - start, bootId: 'boot-1' },
    hostname: 'box',
    productVersion: '1.2.3',
  })
  const lastRequest = () => server.calls.at(-1)?.body.request ?? ''
  return {
    vendor,
    server,
    home,
    file: join(home, 'license.json'),
    machine,
    activation,
    bytes: () => readFileSync(join(home, 'license.json'), 'utf8'),
    lastRequest,
    serve: (claims, parts) =>
      server.become((request, response) => {
        const byKey = request.url === '/v1/licenses/activate'
        const token = vendor.activation(lastRequest(), claims)
        const { license = vendor.license(), ...rest } = parts ?? {}
        const directives = Object.entries({ refresh_license: parts?.license, ...rest })
          .filter(([, artifact]) => artifact !== undefined)
          .map(([type, artifact]) => ({ type, artifact }))
        const answer = byKey
          ? { success: true, message: 'Activated.', token, licenseId: 'lic_1', license, ...rest }
          : { token, directives, nextHeartbeatSeconds: 86_400 }
        json(200, answer)(request, response)
      }),
  }
}
