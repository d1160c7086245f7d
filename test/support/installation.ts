import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { Answer, Caller } from './caller.ts'
import { wallClock } from './token.ts'

/** A machine with a key of its own that lives on leases, made outside of the code base. */
export interface Installation {
  id: string
  fingerprint: Record<string, string>
  /** Requests that were answered with a token, so far. */
  counter: number
  /** Id of the last activation it was given. */
  previous: string
  /** A `request+jwt`. */
  request(action: 'activate' | 'heartbeat', changes?: Record<string, unknown>): string
  /** Activates with a short key, and takes the answer. */
  activate(caller: Caller, key: string): Promise<Answer>
  /** Renews the lease of a license, and takes the answer; one that got lost is asked for again by the same request. */
  heartbeat(caller: Caller, licenseId: string): Promise<Answer>
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Makes an installation on hardware like no other. */
export function createInstallation(): Installation {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' }) as { x: string }
  const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest()
  const kid = thumbprint.toString('base64url').slice(0, 22)
  const component = (): string => `sha256:${randomBytes(32).toString('hex')}`
  let unanswered: string | null = null
  const uid = `uid:${Array.from(randomBytes(12), byte => crockford[byte % 32]).join('')}`
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const installation: Installation = {
    id: `ins_${thumbprint.toString('hex').slice(0, 32)}`,
    fingerprint: { machine: component(), os: component(), cpu: component(), mac: component() },
    counter: 0,
    previous: '',
    request: (action, changes = {}) => {
      const iat = wallClock()
      const signed = `${part({ alg: 'Ed25519', kid, typ: 'request+jwt' })}.${part({
        jti: `req_${randomBytes(16).toString('hex')}`,
        iss: installation.id,
        iat,
        exp: iat + 14 * 86_400,
        action,
        jwk: { kty: 'OKP', crv: 'Ed25519', x, kid },
        fingerprint: installation.fingerprint,
        uid,
        counter: installation.counter,
        previous: installation.previous,
        ...changes,
      })}`
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
    },
    activate: async (caller, key) => {
      const fingerprint = { components: installation.fingerprint }
      return take(
        await caller.post('/v1/licenses/activate', {
          key,
          fingerprint,
          request: installation.request('activate'),
        }),
      )
    },
    heartbeat: async (caller, licenseId) => {
      unanswered ??= installation.request('heartbeat', { license: licenseId })
      const answer = await caller.post(`/v1/licenses/${licenseId}/heartbeat`, { request: unanswered })
      unanswered = null
      return take(answer)
    },
  }
  const take = (answer: Answer): Answer => {
    if (answer.status === 200) {
      const { jti, counter } = JSON.parse(
        Buffer.from(answer.body.token.split('.')[1], 'base64url').toString('utf8'),
      ) as { jti: string; counter: number }
      installation.previous = jti
      installation.counter = counter
    }
    return answer
  }
  return installation
}
