import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../support/accounts.ts'
import { type Control, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { createSecret, runCli } from '../support/hub.ts'
import { createInstallation } from '../support/installation.ts'
import { assertStatus, type Issued, issueLicense, showLicense } from '../support/vendor.ts'

/** One way in which something ends on a control plane. */
interface Ending {
  kind: string
  /** What the listing before a restore calls it. */
  listed: string
  make: () => Promise<void>
  end: () => Promise<void>
  hasEnded: () => Promise<boolean>
}

type Person = ReturnType<typeof createAccount> & { id: string }

let control: Control
let copy: string
const people: Record<string, Person> = {}
const licenses: Record<string, Issued> = {}
let token: { id: string; token: string }
let newPassword: string
let signingKey: string
const machine = createInstallation()

const addPerson = async (name: string, role: string): Promise<void> => {
  const account = { ...createAccount({ name }), role }
  const made = await control.admin.post('/v1/staff', account)
  assertStatus(made, 201, 'adding')
  people[name] = { ...account, id: made.body.id } as Person
}
const person = (name: string): Person => people[name] as Person
const license = (name: string): Issued => licenses[name] as Issued
const issue = async (name: string): Promise<void> => {
  licenses[name] = await issueLicense(control.admin, 'node-locked')
}
const enter = ({ email, password }: Person) => control.anonymous.post('/v1/session', { email, password })
const change = async (name: string, changes: Record<string, unknown>): Promise<void> =>
  assertStatus(await control.admin.patch(`/v1/staff/${person(name).id}`, changes), 200, 'changing')
const act = async (name: string, deed: string): Promise<void> =>
  assertStatus(await control.admin.post(`/v1/licenses/${license(name).id}/${deed}`, {}), 200, deed)

const endings: Ending[] = [
  {
    kind: 'an API token that was withdrawn',
    listed: 'api_token',
    make: async () => {
      const made = await control.admin.post('/v1/api-tokens', { name: 'old', scopes: ['read'] })
      assertStatus(made, 201, 'making a token')
      token = made.body
    },
    end: async () => {
      expect((await control.admin.delete(`/v1/api-tokens/${token.id}`)).status).toBeLessThan(300)
    },
    hasEnded: async () => (await control.anonymous.as(token.token).get('/v1/licenses')).status === 401,
  },
  {
    kind: 'a super_admin who was deleted',
    listed: 'account_deleted',
    make: () => addPerson('Deleted', 'super_admin'),
    end: async () => {
      expect((await control.admin.delete(`/v1/staff/${person('Deleted').id}`)).status).toBeLessThan(300)
    },
    hasEnded: async () => (await enter(person('Deleted'))).status === 401,
  },
  {
    kind: 'an account that was disabled',
    listed: 'account_disabled',
    make: () => addPerson('Disabled', 'support'),
    end: () => change('Disabled', { enabled: false }),
    hasEnded: async () => (await enter(person('Disabled'))).status !== 200,
  },
  {
    kind: 'a role that was lowered',
    listed: 'account_role_lowered',
    make: () => addPerson('Lowered', 'super_admin'),
    end: () => change('Lowered', { role: 'onboarding' }),
    hasEnded: async () => {
      const session = control.anonymous.as((await enter(person('Lowered'))).body.token)
      return (await session.get('/v1/staff')).status === 403
    },
  },
  {
    kind: 'a password that was changed',
    listed: 'password',
    make: () => addPerson('Changed', 'support'),
    end: () => {
      newPassword = createSecret()
      return change('Changed', { password: newPassword })
    },
    hasEnded: async () =>
      (await enter(person('Changed'))).status === 401 &&
      (await enter({ ...person('Changed'), password: newPassword })).status === 200,
  },
  {
    kind: 'a license that was suspended',
    listed: 'license_suspended',
    make: () => issue('suspended'),
    end: () => act('suspended', 'suspend'),
    hasEnded: async () => (await showLicense(control, license('suspended').id)).state === 'suspended',
  },
  {
    kind: 'a license that was revoked',
    listed: 'license_revoked',
    make: () => issue('revoked'),
    end: () => act('revoked', 'revoke'),
    hasEnded: async () =>
      (await createInstallation().activate(control.anonymous, license('revoked').key)).body.code ===
      'KEY_REVOKED',
  },
  {
    kind: 'a license key that was reissued',
    listed: 'short_key',
    make: () => issue('reissued'),
    end: () => act('reissued', 'reissue-key'),
    hasEnded: async () =>
      (await createInstallation().activate(control.anonymous, license('reissued').key)).status === 404,
  },
  {
    kind: 'a machine that was released',
    listed: 'machine',
    make: async () => {
      await issue('released')
      assertStatus(await machine.activate(control.anonymous, license('released').key), 200, 'activating')
    },
    end: async () => {
      const { id } = license('released')
      const [{ id: row }] = (await showLicense(control, id)).activations
      const decided = await control.admin.post(`/v1/licenses/${id}/activations/${row}/release`, {
        reason: 'moved',
      })
      expect(decided.status, decided.text).toBeLessThan(300)
    },
    hasEnded: async () =>
      (await showLicense(control, license('released').id)).activations[0].state === 'released',
  },
  {
    kind: 'a signing key that another replaced',
    listed: 'signing_key',
    make: () => Promise.resolve(),
    end: async () => {
      const next = await control.admin.post('/v1/signing-keys', { use: 'license' })
      signingKey = next.body.kid
      await control.admin.post(`/v1/signing-keys/${signingKey}/activate`, {})
    },
    hasEnded: async () => {
      const { keys } = (await control.admin.get('/v1/signing-keys')).body
      return keys.some(
        ({ kid, status }: { kid: string; status: string }) => kid === signingKey && status === 'active',
      )
    },
  },
]

const onTheBox = (...args: string[]) => runCli([...args, '--data-dir', control.dataDir])

beforeAll(async () => {
  control = await startControl()
  const { role: _, ...ada } = createAccount({ name: 'Ada Admin' })
  assertStatus(
    await control.anonymous.post('/v1/setup', { token: control.setupToken, ...ada }),
    201,
    'set-up',
  )
  for (const { make } of endings) await make()
  copy = join(createDirectory('backup'), 'control.db')
  const saved = await onTheBox('backup', '--out', copy)
  expect(saved.code, saved.stderr).toBe(0)
  for (const { end } of endings) await end()
  await issue('later')
}, 120_000)
afterAll(() => control.stop())

describe('what was ended stays ended', () => {
  describe('at once', () => {
    test.each(endings)('$kind', async ({ hasEnded }) => {
      expect(await hasEnded()).toBe(true)
    })
  })

  test('and is listed by the tool before a restore, and nothing moves', async () => {
    const { head } = (await control.admin.get('/v1/audit/checkpoint')).body
    const run = await onTheBox('restore', copy, '--preview', '--json')
    expect(run.code, run.stderr).toBe(0)
    const { carriedOver, log, foreign } = JSON.parse(run.stdout)
    const kinds = carriedOver.map((one: { kind: string }) => one.kind)
    for (const { listed } of endings) expect(kinds).toContain(listed)
    expect([log.relation, log.kept, foreign]).toEqual(['part', 'present', false])
    const text = (await onTheBox('restore', copy, '--preview')).stdout
    expect(text).toContain(`account stays deleted: Deleted (${person('Deleted').email})`)
    expect((await control.admin.get('/v1/audit/checkpoint')).body.head).toBe(head)
  })

  describe('over a restore and a restart', () => {
    let before: { sequence: number; head: string }
    beforeAll(async () => {
      before = (await control.admin.get('/v1/audit/checkpoint')).body
      await control.stop()
      const refused = await onTheBox('restore', copy, '--yes', '--revive', license('revoked').id)
      expect([refused.code, refused.stdout]).toEqual([2, ''])
      const run = await onTheBox('restore', copy, '--yes')
      expect(run.code, run.stderr).toBe(0)
      control = await control.beside()
    }, 120_000)

    test.each(endings)('$kind', async ({ hasEnded }) => {
      expect(await hasEnded()).toBe(true)
    })

    test('and the audit log goes on, and a license that was signed since is there', async () => {
      const { entries } = (await control.admin.get('/v1/audit?limit=100')).body
      const kept = entries.find(({ sequence }: { sequence: number }) => sequence === before.sequence)
      expect(kept.hash).toBe(before.head)
      expect((await control.admin.get('/v1/audit/verify')).body.ok).toBe(true)
      const { key } = license('later')
      expect((await createInstallation().activate(control.anonymous, key)).status).toBe(200)
    })
  })
})
