import { generateKeyPairSync, sign } from 'node:crypto'
import { get } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { createDirectory } from '../../support/data-directory.ts'
import { createSecret } from '../../support/hub.ts'
import { startProgram } from '../../support/program.ts'
import { base64url, sevenClaims } from '../../support/token.ts'
import type { Target } from '../measure/drive.ts'

const path = '/api/license/status'

/** Starts a bare `node:http` server that answers with the very bytes that this target answers with. */
export async function startBare(like: Target): Promise<Target> {
  const { headers, body } = await readAnswer(like)
  return startReference('bare-server.ts', { headers, body }, like.headers)
}

/** Starts the usual hand-made design, with a license signed by the algorithm given. */
export async function startHandMade(algorithm: 'RS256' | 'ES256'): Promise<Target> {
  const { publicKey, privateKey } =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const input = `${base64url(JSON.stringify({ alg: algorithm, typ: 'JWT' }))}.${base64url(JSON.stringify(sevenClaims()))}`
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  const databasePath = join(createDirectory('hand-made'), 'hub.db')
  const database = new Database(databasePath)
  database.exec('CREATE TABLE license (id INTEGER PRIMARY KEY, token TEXT NOT NULL)')
  database
    .prepare('INSERT INTO license (token) VALUES (?)')
    .run(`${input}.${signature.toString('base64url')}`)
  database.close()
  const apiKey = createSecret()
  const order = {
    databasePath,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
    algorithm,
    apiKey,
  }
  return startReference('hand-made-server.mjs', order, { authorization: `Bearer ${apiKey}` })
}

async function startReference(file: string, order: object, headers: Record<string, string>): Promise<Target> {
  const program = fileURLToPath(new URL(file, import.meta.url))
  const started = startProgram(process.execPath, [program, JSON.stringify(order)], {
    env: { NODE_ENV: 'production' },
  })
  const ready = await started.line(/^\S+ http:\/\/127\.0\.0\.1:(\d+)$/m)
  return { pid: started.child.pid as number, port: Number(ready[1]), path, headers }
}

/** One answer as it came over the wire, without what every Node server adds by itself. */
function readAnswer(target: Target): Promise<{ headers: string[]; body: string }> {
  return new Promise((resolve, reject) => {
    const request = get(
      { host: '127.0.0.1', port: target.port, path: target.path, headers: target.headers },
      response => {
        let body = ''
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text
        })
        response.on('end', () => {
          const raw = response.rawHeaders
          const headers = raw.filter(
            (_, at) => !/^(date|connection|keep-alive)$/i.test(raw[at - (at % 2)] as string),
          )
          resolve({ headers, body })
        })
      },
    )
    request.on('error', reject)
  })
}
