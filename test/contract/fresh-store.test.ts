import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimsOf } from '../support/activation-server.ts'
import { nodeLocked } from '../support/bound-hub.ts'
import { createDirectory } from '../support/data-directory.ts'
import { expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { type Hub, runCli, startHub } from '../support/hub.ts'
import {
  bundle,
  newerBuild,
  signActivation,
  signKeyset,
  signLicense,
  signRevocations,
  vendor,
} from '../support/older-vendor.ts'
import { plantMachine } from '../support/planted-machine.ts'
import { rebuildHub } from '../support/rebuilt-hub.ts'
import { daySeconds, wallClock } from '../support/token.ts'
import { trustEntry, writeTrustFile } from '../support/trust-file.ts'

const { leftOut, withdrawn, current, withdrawnLease, lease } = vendor.keys
const production = { HUB_EVALUATION: '', HUB_TRUST_FILE: '', HUB_CLOCK_OFFSET_SECONDS: '' }
/** Where the machine's clock stands on a fresh store: only the build knows better. */
const clockOffsetSeconds = -400 * daySeconds
const olderKeyset = signKeyset(3, [trustEntry(withdrawn), trustEntry(current)])
const bound = signLicense(current, { jti: 'bound', policy: { ...nodeLocked } })

/** Everything genuine that is older than the build: the text, what a Hub says, and what the command line gives as the cause. */
const artifacts: readonly (readonly [string, string, string, string])[] = [
  ['the keyset in which the withdrawn key was good', olderKeyset, 'SEQUENCE_ROLLBACK', 'SEQUENCE_ROLLBACK'],
  [
    'another keyset of the number that the build was made from',
    signKeyset(5, [trustEntry(withdrawn)]),
    'SEQUENCE_ROLLBACK',
    'SEQUENCE_ROLLBACK',
  ],
  [
    'a revocation list below the floor',
    signRevocations(8, ['nobody']),
    'SEQUENCE_ROLLBACK',
    'SEQUENCE_ROLLBACK',
  ],
  [
    'a revocation list of the withdrawn key',
    signRevocations(50, ['bound'], withdrawn),
    'TOKEN_KEY_COMPROMISED',
    'TOKEN_KEY_COMPROMISED',
  ],
  [
    'a license of the withdrawn key',
    signLicense(withdrawn),
    'TOKEN_KEY_COMPROMISED',
    'TOKEN_KEY_COMPROMISED',
  ],
  [
    'a license of the withdrawn key that does not name it',
    signLicense(withdrawn, {}, false),
    'TOKEN_SIGNATURE_INVALID',
    'TOKEN_SIGNATURE_INVALID',
  ],
  ['a license of a key that was left out', signLicense(leftOut), 'TOKEN_KEY_UNKNOWN', 'TOKEN_KEY_UNKNOWN'],
  [
    'a license that ended before the build was made, with the clock set back',
    signLicense(current, { exp: vendor.floor.time - 1 }),
    'LICENSE_EXPIRED',
    'ANSWER_LICENSE_EXPIRED',
  ],
  [
    'the old keyset and a license of the withdrawn key in one file',
    bundle(olderKeyset, signLicense(withdrawn)),
    'SEQUENCE_ROLLBACK',
    'TOKEN_KEY_COMPROMISED',
  ],
  [
    'an activation of a withdrawn key',
    bundle(bound, signActivation(withdrawnLease)),
    'TOKEN_KEY_COMPROMISED',
    'TOKEN_KEY_COMPROMISED',
  ],
  [
    'an activation of the installation that was here before',
    bundle(bound, signActivation()),
    'ANSWER_OTHER_INSTALLATION',
    'AUDIENCE_WRONG',
  ],
]

/** What an installation of the older build lived on: its own activation, and the license of the key that was withdrawn since. */
let earlier: { dataDir: string; activation: string; typed: string }
/** A fresh data directory; the same with only the instance key of before; and the one of before without its database. */
const hubs = {} as Record<'fresh' | 'copied' | 'emptied', Hub>

beforeAll(async () => {
  const hub = await startHub({ program: rebuildHub(vendor.older), env: production })
  const paste = async (key: string) =>
    expect((await hub.admin.post('/api/license/activate', { key })).status).toBe(200)
  await paste(bound)
  const { request } = (await hub.admin.post('/api/activation/request', {})).body
  const { iss, jti, fingerprint, uid } = claimsOf(request)
  const facts = { aud: [iss], request: jti, counter: 1, fingerprint: { ...fingerprint, uid } }
  const activation = signActivation(lease, facts)
  await paste(activation)
  await paste(olderKeyset)
  await paste(signLicense(withdrawn))
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({ valid: true, seats: 999_999 })
  await hub.stop()
  const typed = signActivation(lease, { aud: [iss], jti: `act_${'b'.repeat(32)}`, fingerprint: { uid } })
  earlier = { dataDir: hub.dataDir, activation, typed }
  hubs.fresh = await startHub({ trust: newerBuild, clockOffsetSeconds })
  const dataDir = createDirectory()
  copyFileSync(join(earlier.dataDir, 'instance-key.json'), join(dataDir, 'instance-key.json'))
  hubs.copied = await startHub({ dataDir, trust: newerBuild, clockOffsetSeconds })
  for (const end of ['', '-wal', '-shm']) rmSync(join(earlier.dataDir, `hub.db${end}`), { force: true })
  const program = rebuildHub(newerBuild)
  hubs.emptied = await startHub({ dataDir: earlier.dataDir, program, env: production })
})
afterAll(async () => {
  for (const hub of Object.values(hubs)) await hub.stop()
})

describe.each([
  ['a Hub that is new', 'fresh'],
  ['a Hub that has nothing but the instance key of another', 'copied'],
  ['a Hub whose database was deleted and whose build is newer', 'emptied'],
] as const)('%s', (_, name) => {
  const paste = (key: string) => hubs[name].admin.post('/api/license/activate', { key })

  test.each(artifacts)('refuses %s, and nothing moves', async (__, text, code) => {
    await expectNothingMoved(hubs[name], async () => expectRefused(await paste(text), code))
  })

  test('refuses the activation that its earlier life was given, and nothing moves', async () => {
    const code = name === 'fresh' ? 'ANSWER_OTHER_INSTALLATION' : 'ANSWER_OTHER_REQUEST'
    await expectNothingMoved(hubs[name], async () =>
      expectRefused(await paste(bundle(bound, earlier.activation)), code),
    )
  })

  test('says what its build knows, and takes whatever is newer', async () => {
    const trust = (await hubs[name].admin.get('/api/trust')).body
    expect(trust).toMatchObject({ sequence: vendor.sequence, floor: vendor.floor })
    expect(trust.keys).toContainEqual(
      expect.objectContaining({ kid: withdrawn.kid, status: 'compromised', origin: expect.any(String) }),
    )
    for (const text of [signRevocations(9, ['x']), signKeyset(6, vendor.entries), signLicense(current)]) {
      const answer = await paste(text)
      expect(answer.status, answer.text).toBe(200)
    }
  })

  test('believes a compromised key under no later name, and not after it was left out', async () => {
    const good = vendor.entries.slice(1)
    const renamed = trustEntry(withdrawn, { kid: 'license-9', alg: 'EdDSA' })
    const byOldName = signLicense(withdrawn)
    const byNewName = signLicense({ ...withdrawn, kid: 'license-9', alg: 'EdDSA' })
    const later = [good, [trustEntry(withdrawn), ...good], [renamed, ...good]]
    for (const [i, entries] of later.entries()) {
      expect((await paste(signKeyset(7 + i, entries))).status).toBe(200)
      await expectNothingMoved(hubs[name], async () =>
        expectRefused(await paste(byOldName), 'TOKEN_KEY_COMPROMISED'),
      )
    }
    await expectNothingMoved(hubs[name], async () => {
      expectRefused(await paste(byNewName), 'TOKEN_KEY_COMPROMISED')
      expectRefused(await paste(signKeyset(20, [...good, trustEntry(current, { kid: 'twice' })])))
    })
  })
})

test('a code made from a machine UID is taken again where instance key and machine are the same: only its end bounds it', async () => {
  const paste = (hub: Hub) => hub.admin.post('/api/license/activate', { key: bundle(bound, earlier.typed) })
  expectRefused(await paste(hubs.fresh), 'ANSWER_OTHER_INSTALLATION')
  expect((await paste(hubs.emptied)).status).toBe(200)
})

describe('the command line with an empty home', () => {
  const trustFile = writeTrustFile(newerBuild)
  const home = createDirectory('home')
  const env = {
    HUB_EVALUATION: '1',
    LICET_HOME: home,
    LICET_TRUST_FILE: trustFile,
    LICET_MACHINE_ROOT: plantMachine().root,
    LICET_CLOCK_OFFSET_SECONDS: String(clockOffsetSeconds),
  }

  test.each(artifacts)('refuses %s, and stores nothing', async (_, text, __, cause) => {
    const end = await runCli(['apply', '--json', '-'], { env, input: text })
    const { outcome, code, cause: why } = JSON.parse(end.stdout)
    expect({ exit: end.code, outcome, why: why ?? code }).toEqual({
      exit: 1,
      outcome: 'not_taken',
      why: cause,
    })
    expect(existsSync(join(home, 'license.json'))).toBe(false)
  })

  test('judges a single artifact as an installation would', async () => {
    const judge = async (command: string[], input: string) => {
      const end = await runCli([...command, '--trust', trustFile, '--json', '-'], { input })
      return { exit: end.code, code: JSON.parse(end.stdout).code }
    }
    expect(await judge(['verify'], signLicense(withdrawn))).toEqual({
      exit: 1,
      code: 'TOKEN_KEY_COMPROMISED',
    })
    expect(await judge(['keyset', 'verify'], olderKeyset)).toEqual({ exit: 1, code: 'SEQUENCE_ROLLBACK' })
    const list = signRevocations(8, [])
    expect(await judge(['revocations', 'verify'], list)).toEqual({ exit: 1, code: 'SEQUENCE_ROLLBACK' })
    expect(await judge(['revocations', 'verify'], signRevocations(9, []))).toEqual({ exit: 0, code: null })
  })

  test('takes what is newer, and keeps a compromised key withdrawn over keysets that leave it out', async () => {
    const apply = (input: string) => runCli(['apply', '--json', '-'], { env, input })
    await apply(signLicense(current))
    for (const [i, entries] of [vendor.entries, vendor.entries.slice(1)].entries())
      expect((await apply(signKeyset(6 + i, entries))).code).toBe(0)
    await apply(signKeyset(8, [trustEntry(withdrawn), ...vendor.entries.slice(1)]))
    const end = await apply(signLicense(withdrawn))
    expect(JSON.parse(end.stdout)).toMatchObject({ outcome: 'not_taken', cause: 'TOKEN_KEY_COMPROMISED' })
    const state = JSON.parse((await runCli(['status', '--json'], { env })).stdout)
    expect(state).toMatchObject({ valid: true, license: { kid: current.kid }, clock: 'behind' })
  })
})

test('a build whose known time lies ahead of the clock counts from there', async () => {
  const floor = { time: wallClock() + 200 * daySeconds }
  const hub = await startHub({ trust: { ...newerBuild, floor } })
  const answer = await hub.admin.post('/api/license/activate', { key: signLicense(current) })
  expectRefused(answer, 'LICENSE_EXPIRED')
  await hub.stop()
})
