import { createHash, randomBytes } from 'node:crypto'
import { createSigningKey, encodePayload, signArtifact } from '@licet/issuer'
import {
  type ActivationClaims,
  createMachineUid,
  installationIdOf,
  machineUidOf,
  verifyActivation,
} from '@licet/license'
import type { Answer, TestControl } from '../support/test-control.ts'

/** A box that asks by its own key and follows the counter chain as a well-behaved client does. */
export interface Installation {
  id: string
  fingerprint: Record<string, string>
  machineUid: string
  counter: number
  previous: string
  request(claims?: Record<string, unknown>): Promise<string>
  release(license: string, claims?: Record<string, unknown>): Promise<string>
  /** Takes a signed answer into the chain. */
  take(token: string): Promise<ActivationClaims>
  /** Sends a heartbeat and takes the answer, a signed verdict included. */
  beat(license: string, claims?: Record<string, unknown>): Promise<Answer & { claims?: ActivationClaims }>
  activate(key: string, claims?: Record<string, unknown>): Promise<Answer & { claims?: ActivationClaims }>
  /** Another box with the same key and the same memory. */
  copy(fingerprint?: Record<string, string>): Installation
}

/** A hash as the component of a fingerprint. */
export const hashOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** The components of a machine with a name of its own. */
export function machineNamed(name: string): Record<string, string> {
  const parts = ['machine', 'os', 'cpu', 'mac']
  return Object.fromEntries(parts.map(part => [part, hashOf(`${part} of ${name}`)]))
}

/** Makes a box. */
export async function createInstallation(
  control: TestControl,
  fingerprint: Record<string, string> = machineNamed(randomBytes(4).toString('hex')),
): Promise<Installation> {
  const key = await createSigningKey({ use: 'activation', kid: 'instance' })
  const id = installationIdOf(key.jwk as { x: string })
  const jwk = { ...key.jwk, kid: 'instance' }
  const now = () => control.deps.clock.now()
  const sign = (typ: string, payload: object) =>
    signArtifact(typ, encodePayload(payload), key, ['activation'])

  const box = (components: Record<string, string>, counter: number, previous: string): Installation => {
    const uid = machineUidOf(components)
    const taken = async (answer: Answer): Promise<Answer & { claims?: ActivationClaims }> =>
      typeof answer.body?.token === 'string'
        ? { ...answer, claims: await self.take(answer.body.token) }
        : answer
    const self: Installation = {
      id,
      fingerprint: components,
      machineUid: createMachineUid({ installationId: id, uid }),
      counter,
      previous,
      request: claims =>
        sign('request+jwt', {
          jti: `req_${randomBytes(16).toString('hex')}`,
          iss: id,
          iat: now(),
          exp: now() + 14 * 86_400,
          action: 'heartbeat',
          jwk,
          fingerprint: components,
          uid,
          counter: self.counter,
          previous: self.previous,
          hostname: 'box.example',
          product_version: '1.4.2',
          ...claims,
        }),
      release: (license, claims) =>
        sign('release+jwt', {
          jti: `rel_${randomBytes(16).toString('hex')}`,
          iss: id,
          iat: now(),
          license,
          activation: self.previous,
          jwk,
          counter: self.counter,
          ...claims,
        }),
      take: async token => {
        const claims = await verifyActivation(token, await control.trust(), {
          now: now(),
          installationId: id,
        })
        self.counter = claims.counter ?? self.counter + 1
        self.previous = claims.id
        return claims
      },
      beat: async (license, claims) => {
        const request = await self.request({ license, ...claims })
        return taken(await send(control, `/v1/licenses/${license}/heartbeat`, { request }))
      },
      activate: async (shortKey, claims) => {
        const request = await self.request({ action: 'activate', counter: 0, previous: '', ...claims })
        return taken(await send(control, '/v1/licenses/activate', { key: shortKey, request }))
      },
      copy: (other = components) => box(other, self.counter, self.previous),
    }
    return self
  }
  return box(fingerprint, 0, '')
}

/** Lets time stand still but for `pass`, so that what is told to the second is. */
export function freezeClock(control: TestControl): void {
  const { clock } = control.deps
  let now = clock.now()
  clock.now = () => now
  control.pass = seconds => {
    now += seconds
  }
}

/** Posts without a credential. */
export function send(control: TestControl, path: string, body: object): Promise<Answer> {
  return control.ask('POST', path, { as: null, body })
}

/** Issues a license; a year by default. */
export async function issue(
  control: TestControl,
  wanted: Record<string, unknown> = {},
): Promise<{ id: string; key: string; token: string; body: Answer['body'] }> {
  const dates = 'expiresAt' in wanted || 'termMonths' in wanted || 'term' in wanted ? {} : { term: 'P1Y' }
  const answer = await control.ask('POST', '/v1/licenses', {
    body: {
      customer: { name: 'Acme Corp' },
      policy: 'node-locked',
      tier: 'professional',
      seats: 10,
      products: ['pika'],
      ...dates,
      ...wanted,
    },
  })
  if (answer.status !== 201) throw new Error(`issuing answered ${answer.status} ${answer.text}`)
  const { license, key, token } = answer.body
  return { id: license.id, key, token, body: answer.body }
}

/** What moves when something is written: to be the same before and after a refusal. */
export async function stateOf(control: TestControl, licenseId: string): Promise<unknown> {
  const { db } = control.database
  const [license, machines, audit] = await Promise.all([
    db.selectFrom('license').selectAll().where('id', '=', licenseId).executeTakeFirst(),
    db.selectFrom('machine').selectAll().where('license_id', '=', licenseId).orderBy('id').execute(),
    db
      .selectFrom('audit')
      .select(({ fn }) => fn.max('sequence').as('last'))
      .executeTakeFirst(),
  ])
  return { license, machines, audit }
}
