import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyOnDisk } from './key-on-disk.ts'
import { freshFolder, runLicet } from './run-licet.ts'

const [oldKey, newKey] = [await keyOnDisk('license'), await keyOnDisk('license')]
const [rootA, rootB] = [await keyOnDisk('root'), await keyOnDisk('root')]
const folder = freshFolder()
const file = (name: string): string => join(folder, name)
const licet = (...args: string[]) => runLicet(args)

describe('licet trust, keyset and revocations', () => {
  it('rotate a signing key from a trust file, with two root keys in two hands', async () => {
    const roots = ['--root', rootA.file, '--root', rootB.file, '--threshold', '2']
    const built = await licet(
      'trust',
      'build',
      '--issuer',
      'aidoo.biz',
      '--key',
      oldKey.file,
      ...roots,
      '--out',
      file('trust.json'),
    )
    expect(built.code).toBe(0)
    const change = ['--key', newKey.file, '--retire', oldKey.kid, '--expires', '1y']
    await licet('keyset', 'create', '--from', file('trust.json'), ...change, '--out', file('draft.json'))
    const draft = JSON.parse(readFileSync(file('draft.json'), 'utf8'))
    expect(draft).toMatchObject({ iss: 'aidoo.biz', sequence: 1 })
    expect(draft.keys).toMatchObject([
      { kid: oldKey.kid, status: 'retired', not_after: draft.iat },
      { kid: newKey.kid, status: 'active' },
    ])

    await licet('keyset', 'sign', file('draft.json'), '--root', rootA.file, '--out', file('one.txt'))
    const half = await licet('keyset', 'verify', '--trust', file('trust.json'), file('one.txt'), '--json')
    expect(half.code).toBe(1)
    expect(JSON.parse(half.stdout)).toMatchObject({ valid: false, code: 'KEYSET_THRESHOLD' })

    await licet('keyset', 'sign', file('one.txt'), '--root', rootB.file, '--out', file('two.txt'))
    const whole = await licet('keyset', 'verify', '--trust', file('trust.json'), file('two.txt'), '--json')
    expect(whole.code).toBe(0)
    expect(JSON.parse(whole.stdout)).toMatchObject({
      valid: true,
      sequence: 1,
      kids: [oldKey.kid, newKey.kid],
    })

    const shown = await licet('keyset', 'show', file('two.txt'))
    expect(shown.stdout).toContain('Signatures: 2, NOT verified here.')
    const next = await licet('keyset', 'create', '--from', file('two.txt'), '--compromise', newKey.kid)
    expect(JSON.parse(next.stdout)).toMatchObject({ sequence: 2, keys: [{}, { status: 'compromised' }] })
  }, 60_000)

  it('show and sign a draft as a control plane hands it out', async () => {
    const create = ['keyset', 'create', '--issuer', 'aidoo.biz', '--key', newKey.file]
    const payload = JSON.parse((await licet(...create)).stdout) as object
    writeFileSync(file('handed.json'), JSON.stringify({ payload, published: false }))
    const shown = await licet('keyset', 'show', file('handed.json'))
    expect(shown).toMatchObject({ code: 0, stdout: expect.stringContaining('A draft: not signed.') })
    expect(shown.stdout).toContain(newKey.kid)
    const told = await licet('keyset', 'show', file('handed.json'), '--json')
    expect(JSON.parse(told.stdout)).toEqual({ verified: false, signatures: 0, payload })
    const signed = await licet('keyset', 'sign', file('handed.json'), '--root', rootA.file, '--json')
    expect(JSON.parse(signed.stdout)).toMatchObject({ signatures: 1 })
  })

  it('revoke licenses with a list that only grows', async () => {
    await licet(
      'revocations',
      'create',
      '--issuer',
      'aidoo.biz',
      '--revoke',
      'lic_1',
      '--out',
      file('r1.json'),
    )
    const signed = await licet(
      'revocations',
      'sign',
      file('r1.json'),
      '--key',
      oldKey.file,
      '--out',
      file('r1.txt'),
    )
    expect(signed.code).toBe(0)
    const next = await licet('revocations', 'create', '--from', file('r1.txt'), '--revoke', 'lic_2')
    expect(JSON.parse(next.stdout)).toMatchObject({ sequence: 2, revoked: ['lic_1', 'lic_2'] })
    expect((await licet('revocations', 'show', file('r1.txt'))).stdout).toMatch(
      /^Revocation list 1 of aidoo.biz/,
    )
  })

  it.each<[string, string[], string]>([
    [
      'a key that is not there is retired',
      ['keyset', 'create', '--issuer', 'x', '--retire', 'nobody'],
      'OPTION_INVALID',
    ],
    ['nobody is named as issuer', ['keyset', 'create'], 'CLAIM_MISSING'],
    ['a draft is something else', ['keyset', 'show', oldKey.file], 'DRAFT_INVALID'],
    [
      'a root key is given as a signing key',
      ['trust', 'build', '--issuer', 'x', '--key', rootA.file],
      'KEY_USE_WRONG',
    ],
    ['a trust file would hold nothing', ['trust', 'build', '--issuer', 'x'], 'OPTION_INVALID'],
  ])('end with 2 when %s', async (_what, args, code) => {
    const run = await licet(...args)
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain(code)
  })

  it('never sign a keyset with a key that is no root key', async () => {
    const draft = { iss: 'aidoo.biz', iat: 1, sequence: 1, keys: [oldKey.entry] }
    writeFileSync(file('d.json'), JSON.stringify(draft))
    const run = await licet('keyset', 'sign', file('d.json'), '--root', oldKey.file)
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('KEY_USE_WRONG')
  })
})
