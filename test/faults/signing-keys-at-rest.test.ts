import { createDecipheriv, createPrivateKey, scryptSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'

/** Every private key, opened with the passphrase as the format says, in all the spellings in which one could leak. */
function privateSpellings({ dataDir, keyPassphrase }: Control): string[] {
  const database = new Database(join(dataDir, 'control.db'), { readonly: true })
  const text = database
    .prepare<[], string>(`SELECT value FROM secret WHERE name = 'key_canary'`)
    .pluck()
    .get()
  const rows = database
    .prepare<[], Record<'kid' | 'use' | 'alg' | 'jwk' | 'envelope', string>>('SELECT * FROM signing_key')
    .all()
  database.close()
  const { n: N, r, p, salt } = JSON.parse(text ?? '')
  const sealing = scryptSync(keyPassphrase, Buffer.from(salt, 'base64url'), 32, { N, r, p, maxmem: 2 ** 28 })
  return rows.flatMap(({ kid, use, alg, jwk, envelope }) => {
    const { nonce, ciphertext } = JSON.parse(envelope)
    const { kty, crv, x } = JSON.parse(jwk)
    const sealed = Buffer.from(ciphertext, 'base64url')
    const opener = createDecipheriv('aes-256-gcm', sealing, Buffer.from(nonce, 'base64url'))
    opener.setAAD(Buffer.from(JSON.stringify(['licet-control-key', 1, kid, use, alg, kty, crv, x, null])))
    opener.setAuthTag(sealed.subarray(-16))
    const pkcs8 = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()])
    const { d } = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' })
    const bytes = Buffer.from(d ?? '', 'base64url')
    return [String(d), bytes.toString('hex'), bytes.toString('base64').slice(0, 42), bytes.toString('latin1')]
  })
}

function filesIn(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name)))
}

async function heapOf(control: Control, folder: string): Promise<Buffer> {
  const written = new Promise<string>(resolve => {
    const watcher = watch(folder, (_event, name) => {
      if (!name?.endsWith('.heapsnapshot')) return
      watcher.close()
      resolve(join(folder, name))
    })
  })
  control.program.child.kill('SIGUSR2')
  const path = await written
  // The file is written within one signal handler: the next answer comes after it.
  await control.anonymous.get('/healthz')
  return readFileSync(path)
}

it('keeps private keys out of the database, the data directory, the heap, the log and every answer', async () => {
  const folder = createDirectory('heap')
  const control = await startControl({
    env: {
      HUB_EVALUATION: '0',
      CONTROL_CLOCK_OFFSET_SECONDS: '',
      NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${folder}`,
    },
  })
  const answers = []
  for (const path of [
    '/v1/signing-keys',
    '/v1/keyset/draft',
    '/v1/audit',
    '/v1/audit/checkpoint',
    '/v1/settings',
  ])
    answers.push(JSON.stringify(await control.admin.get(path)))
  const heap = await heapOf(control, folder)
  const { stdout, stderr } = await control.stop()
  const kid = /license-[\w-]{16}/.exec(answers[0] ?? '')?.[0] ?? 'none'
  expect(heap.includes(kid), 'the heap is one that knows the keys').toBe(true)
  const secrets = privateSpellings(control)
  expect(secrets).toHaveLength(8)
  for (const secret of secrets) {
    const spelt = Buffer.from(secret, 'latin1')
    for (const place of [
      heap,
      ...filesIn(control.dataDir),
      Buffer.from(stdout + stderr + answers.join('\n')),
    ])
      expect(place.includes(spelt)).toBe(false)
  }
  expect(existsSync(join(control.dataDir, 'key-passphrase'))).toBe(false)
})

it('starts and reads with a wrong passphrase, says so, and signs nothing', async () => {
  const first = await startControl()
  await first.stop()
  const wrong = await startControl({
    dataDir: first.dataDir,
    env: { CONTROL_KEY_PASSPHRASE: 'not the passphrase' },
  })
  const ready = await wrong.anonymous.get('/readyz')
  expect(ready).toMatchObject({ status: 200, body: { signing: 'refused' } })
  expect(await wrong.admin.get('/v1/audit/checkpoint')).toMatchObject({
    status: 503,
    body: { code: 'SIGNING_UNAVAILABLE' },
  })
  expect(await wrong.admin.get('/v1/signing-keys')).toMatchObject({ status: 200 })
  const { stderr } = await wrong.stop()
  expect(stderr).toContain('signing is refused')
})
