import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActivationServer, claimsOf, startActivationServer } from '../support/activation-server.ts'
import { nodeLocked } from '../support/bound-hub.ts'
import { databasePath, openDatabase } from '../support/database-file.ts'
import { expectNothingMoved } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { bundle, signKeyset, signLicense, signRevocations, vendor } from '../support/older-vendor.ts'
import { plantMachine } from '../support/planted-machine.ts'
import type { Json } from '../support/token.ts'
import { trustEntry, trustOf } from '../support/trust-file.ts'
import { assertStatus } from '../support/vendor.ts'

/** One way in which what was signed for a Hub ends. */
interface Ending {
  kind: string
  make: () => Promise<void>
  end: () => Promise<void>
  /** Texts that are all genuine and would give back what ended: each is refused, and nothing moves. */
  texts: () => string[]
  /** What the status says as long as it stays ended. */
  status?: Record<string, unknown>
}

const { current, withdrawn, leftOut } = vendor.keys
const env = { LICET_MACHINE_ROOT: plantMachine().root }
let server: ActivationServer
let hub: Hub
let trust: Json
let backup: string
let code: string
let later: string

const paste = (key: string) => hub.admin.post('/api/license/activate', { key })
const load = async (key: string): Promise<void> => assertStatus(await paste(key), 200, 'loading')
const bound = (rev: number): string =>
  signLicense(current, { jti: `lic_rev-${rev}`, rev, seats: 40 - rev, policy: { ...nodeLocked } })
/** Each keyset goes on naming the key of the activation server. */
const keyset = (sequence: number, entries: readonly Json[]): string =>
  signKeyset(sequence, [...entries, lease()])
const lease = (): Json => trustEntry(server.key, { use: 'activation' })
const activation = async (): Promise<string> => {
  const { request } = (await hub.admin.post('/api/activation/request', {})).body
  return server.activation('lic_rev-2', { request: claimsOf(request) })
}

const endings: Ending[] = [
  {
    kind: 'an older revision of a license',
    make: () => load(bound(1)),
    end: () => load(bound(2)),
    texts: () => [bound(1)],
  },
  {
    kind: 'an activation that was given up, and its code',
    make: () => Promise.resolve(),
    end: async () => {
      code = await activation()
      await load(code)
      assertStatus(await hub.admin.post('/api/activation/release', {}), 200, 'releasing')
    },
    texts: () => [code, bundle(bound(2), code)],
  },
  {
    kind: 'an activation that was given up a second time',
    make: () => Promise.resolve(),
    end: async () => {
      later = await activation()
      await load(later)
      assertStatus(await hub.admin.post('/api/activation/release', {}), 200, 'releasing')
    },
    texts: () => [code, later, bundle(bound(2), later), bundle(bound(2), code)],
  },
  {
    kind: 'a signing key that a keyset withdrew, and one that it left out',
    make: async () => {
      await load(keyset(3, [trustEntry(leftOut), trustEntry(withdrawn), trustEntry(current)]))
    },
    end: () => load(keyset(6, [trustEntry(withdrawn, { status: 'compromised' }), trustEntry(current)])),
    texts: () => [
      signLicense(withdrawn),
      signLicense(leftOut),
      keyset(3, [trustEntry(withdrawn), trustEntry(current)]),
      bundle(keyset(5, [trustEntry(withdrawn)]), signLicense(withdrawn)),
    ],
  },
  {
    kind: 'a revoked license',
    make: () => Promise.resolve(),
    end: () => load(signRevocations(12, ['lic_revoked'])),
    texts: () => [
      signLicense(current, { jti: 'lic_revoked', sub: 'cust_other' }),
      signRevocations(11, []),
      bundle(signRevocations(11, []), signLicense(current, { jti: 'lic_revoked', sub: 'cust_other' })),
    ],
  },
  {
    kind: 'a license that locks, once it was removed',
    make: () => Promise.resolve(),
    end: async () => assertStatus(await hub.admin.delete('/api/license'), 204, 'removing'),
    texts: () => [bound(1), bundle(bound(1), code)],
    status: {
      valid: false,
      state: 'none',
      reason: 'LICENSE_REMOVED',
      enforcement: 'locked',
      restricts: 'everything',
    },
  },
]

beforeAll(async () => {
  server = await startActivationServer()
  const roots = { roots: vendor.older.roots as Json }
  trust = trustOf([trustEntry(leftOut), trustEntry(withdrawn), trustEntry(current), lease()], roots)
  hub = await startHub({ trust, env })
  for (const { make } of endings) await make()
  backup = (await hub.admin.post('/api/backups', {})).body.name
  for (const { end } of endings) await end()
}, 120_000)
afterAll(async () => {
  await hub.stop()
  await server.close()
})

function checkEndings(): void {
  test.each(endings)('$kind', async ({ texts, status = {} }) => {
    const answers = await expectNothingMoved(hub, async () => {
      const refused = []
      for (const text of texts()) refused.push(await paste(text))
      return refused
    })
    for (const { status: answered, text } of answers) expect([409, 422], text).toContain(answered)
    expect((await hub.sibling.get('/api/license/status')).body).toMatchObject(status)
  })
}

describe('what was ended stays ended', () => {
  describe('at once', () => {
    checkEndings()
  })

  describe('over a restore of a backup from before', () => {
    beforeAll(async () => {
      const answer = await hub.admin.post('/api/backups/restore', { name: backup })
      assertStatus(answer, 200, 'restoring')
    }, 60_000)
    checkEndings()
  })

  describe('over a restart', () => {
    beforeAll(async () => {
      await hub.kill()
      hub = await hub.beside()
    }, 60_000)
    checkEndings()
  })

  test('and a program that is older than the database starts no service on it, and changes nothing', async () => {
    await hub.stop()
    const newer = openDatabase(hub.dataDir)
    newer.exec(`INSERT INTO migration (name, applied_at) VALUES ('9999-tomorrow', 1)`)
    newer.close()
    const path = databasePath(hub.dataDir)
    const before = readFileSync(path)
    await expect(hub.beside()).rejects.toThrow(/newer version/)
    expect(readFileSync(path).equals(before)).toBe(true)
    const again = openDatabase(hub.dataDir)
    again.exec(`DELETE FROM migration WHERE name = '9999-tomorrow'`)
    again.close()
    hub = await hub.beside()
  }, 60_000)

  describe('under a build whose trust knows none of it', () => {
    checkEndings()
  })
})
