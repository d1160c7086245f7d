import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimsOf } from '../support/activation-server.ts'
import { type Control, startControl } from '../support/control.ts'
import { expectNothingMoved, expectRefused } from '../support/expectations.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { newerBuild, signKeyset, signLicense, signRevocations, vendor } from '../support/older-vendor.ts'
import { trustEntry, trustOf, writeTrustFile } from '../support/trust-file.ts'

/** An installation that has taken keyset 3 and list 8, and is then built anew by a vendor who forgot the withdrawn key. */
const { withdrawn, current, leftOut } = vendor.keys
const good = vendor.entries.slice(1)
const forgetful = trustOf(good, { ...newerBuild, keys: good })
let hub: Hub
const paste = (key: string) => hub.admin.post('/api/license/activate', { key })

beforeAll(async () => {
  const before = await startHub({ trust: vendor.older })
  hub = before
  for (const text of [
    signLicense(current),
    signKeyset(3, [...vendor.entries, trustEntry(leftOut)]),
    signRevocations(8, [`by-${current.kid}`]),
  ])
    expect((await paste(text)).status).toBe(200)
  await before.stop()
  hub = await startHub({ dataDir: before.dataDir, trust: forgetful })
})
afterAll(() => hub.stop())

test('a stored revocation list below the floor of a newer build goes on revoking', async () => {
  expect((await hub.sibling.get('/api/license/status')).body).toMatchObject({
    valid: false,
    state: 'revoked',
  })
  await expectNothingMoved(hub, async () =>
    expectRefused(await paste(signRevocations(8, [])), 'SEQUENCE_ROLLBACK'),
  )
})

test('a stored keyset that a newer build has overtaken still says which keys are compromised, and nothing else', async () => {
  const { sequence, keys } = (await hub.admin.get('/api/trust')).body
  expect(sequence).toBe(vendor.sequence)
  expect(keys).toContainEqual(
    expect.objectContaining({ kid: withdrawn.kid, status: 'compromised', origin: 'keyset' }),
  )
  expect(keys).toContainEqual(
    expect.objectContaining({ kid: current.kid, status: 'active', origin: 'trust_file' }),
  )
  await expectNothingMoved(hub, async () => {
    expectRefused(await paste(signLicense(withdrawn)), 'TOKEN_KEY_COMPROMISED')
    expectRefused(await paste(signLicense(leftOut)), 'TOKEN_KEY_UNKNOWN')
  })
  expect((await paste(signKeyset(6, [trustEntry(withdrawn), ...good]))).status).toBe(200)
  await expectNothingMoved(hub, async () =>
    expectRefused(await paste(signLicense(withdrawn)), 'TOKEN_KEY_COMPROMISED'),
  )
})

test('nothing that a newer build has overtaken is told as damage', async () => {
  const { checks } = (await hub.admin.get('/api/diagnostics')).body
  const names = checks.map(({ id }: { id: string }) => id)
  expect(names).not.toContain('keyset')
  expect(names).not.toContain('revocations')
})

test('a control plane on an empty database goes on where its build knows keysets and lists to have been', async () => {
  const control = await startControl({ env: { CONTROL_TRUST_FILE: writeTrustFile(newerBuild) } })
  const { payload } = (await control.admin.get('/v1/keyset/draft')).body
  expect(payload.sequence).toBe(vendor.sequence + 1)
  expect(payload.keys).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kid: withdrawn.kid, status: 'compromised' }),
      expect.objectContaining({ kid: current.kid, status: 'active' }),
    ]),
  )
  const list = (await control.anonymous.get('/v1/revocations')).text
  expect(claimsOf(list)).toMatchObject({ sequence: vendor.floor.revocations + 1, revoked: [] })
  await control.stop()
})

test('a control plane never signs with a key that its build calls compromised, however old its database is', async () => {
  const before = await startControl()
  const signing = async (control: Control) => {
    const { keys } = (await control.admin.get('/v1/signing-keys')).body
    return keys.find(({ use }: { use: string }) => use === 'license')
  }
  const { kid, alg, jwk } = await signing(before)
  await before.stop()
  const entry = { kid: 'another-name', alg, jwk, use: 'license', status: 'compromised' }
  const file = writeTrustFile({ ...newerBuild, keys: [...vendor.entries, entry] })
  const control = await before.beside({ env: { CONTROL_TRUST_FILE: file } })
  expect(await signing(control)).toMatchObject({ kid, status: 'compromised' })
  expect((await control.admin.post(`/v1/signing-keys/${kid}/activate`, {})).body.code).toBe(
    'SIGNING_KEY_ENDED',
  )
  const { payload } = (await control.admin.get('/v1/keyset/draft')).body
  expect(payload.keys).toContainEqual(expect.objectContaining({ kid, status: 'compromised' }))
  await control.stop()
})
