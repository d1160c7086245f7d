import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { type Line, openLine } from './open-line.ts'

/** What the client is told, as JSON on its standard input. */
export interface MachineOrder {
  port: number
  /** Short keys: one machine each. */
  keys: string[]
  /** Questions under way at once. */
  connections: number
  /** How long heartbeats are counted; 0: activate every key once and count that. */
  milliseconds: number
}

/** What it prints, as JSON. */
export interface MachineResult {
  activations: number
  activationSeconds: number
  heartbeats: number
  heartbeatSeconds: number
}

interface Machine {
  key: string
  id: string
  kid: string
  x: string
  privateKey: KeyObject
  fingerprint: Record<string, string>
  uid: string
  licenseId: string
  counter: number
  previous: string
}

const names = ['machine', 'os', 'cpu', 'mac']

/** Plays many machines: each activates its key, then asks heartbeat after heartbeat, every request signed by its own key. */
async function play(order: MachineOrder): Promise<MachineResult> {
  const machines = order.keys.map(createMachine)
  const waiting = [...machines]
  const began = performance.now()
  const lane = async (): Promise<void> => {
    const line = openLine(order.port)
    for (let machine = waiting.pop(); machine; machine = waiting.pop()) await activate(line, machine)
  }
  await Promise.all(Array.from({ length: order.connections }, lane))
  const activationSeconds = (performance.now() - began) / 1000
  if (order.milliseconds === 0)
    return { activations: machines.length, activationSeconds, heartbeats: 0, heartbeatSeconds: 0 }
  const start = performance.now()
  const end = start + order.milliseconds
  let heartbeats = 0
  await Promise.all(
    machines.map(async machine => {
      const line = openLine(order.port)
      while (performance.now() < end) {
        await beat(line, machine)
        heartbeats += 1
      }
    }),
  )
  const heartbeatSeconds = (performance.now() - start) / 1000
  return { activations: machines.length, activationSeconds, heartbeats, heartbeatSeconds }
}

function createMachine(key: string): Machine {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' }) as { x: string }
  const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`)
  const digest = thumbprint.digest()
  return {
    key,
    id: `ins_${digest.toString('hex').slice(0, 32)}`,
    kid: digest.toString('base64url').slice(0, 22),
    x,
    privateKey,
    fingerprint: Object.fromEntries(names.map(name => [name, `sha256:${randomBytes(32).toString('hex')}`])),
    uid: `uid:${randomBytes(12).toString('hex').slice(0, 12).toUpperCase()}`,
    licenseId: '',
    counter: 0,
    previous: '',
  }
}

async function activate(line: Line, machine: Machine): Promise<void> {
  const answer = await line.post('/v1/licenses/activate', {
    key: machine.key,
    hostname: 'bench',
    request: signRequest(machine, 'activate'),
  })
  machine.licenseId = answer['licenseId'] as string
  take(machine, answer['token'] as string)
}

async function beat(line: Line, machine: Machine): Promise<void> {
  const path = `/v1/licenses/${machine.licenseId}/heartbeat`
  const answer = await line.post(path, { request: signRequest(machine, 'heartbeat') })
  take(machine, answer['token'] as string)
}

function take(machine: Machine, token: string): void {
  const [, payload = ''] = token.split('.')
  const { jti } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { jti: string }
  machine.previous = jti
  machine.counter += 1
}

function signRequest(machine: Machine, action: 'activate' | 'heartbeat'): string {
  const iat = Math.floor(Date.now() / 1000)
  const { kid, x, id, licenseId, fingerprint, uid, counter, previous } = machine
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, kid }
  const payload = {
    jti: `req_${randomBytes(16).toString('hex')}`,
    iss: id,
    iat,
    exp: iat + 1_209_600,
    action,
    ...(licenseId === '' ? {} : { license: licenseId }),
    jwk,
    fingerprint,
    uid,
    hostname: 'bench',
    product_version: '1.0.0',
    counter,
    previous,
  }
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${encode({ alg: 'Ed25519', kid, typ: 'request+jwt' })}.${encode(payload)}`
  return `${signed}.${sign(null, Buffer.from(signed), machine.privateKey).toString('base64url')}`
}

let input = ''
for await (const chunk of process.stdin) input += String(chunk)
process.stdout.write(JSON.stringify(await play(JSON.parse(input) as MachineOrder)))
process.exit(0)
