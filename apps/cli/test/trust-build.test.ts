import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { keyOnDisk } from './key-on-disk.ts'
import { freshFolder, runLicet } from './run-licet.ts'

const [oldKey, newKey, root] = [
  await keyOnDisk('license'),
  await keyOnDisk('license'),
  await keyOnDisk('root'),
]
const folder = freshFolder()
const file = (name: string): string => join(folder, name)
const licet = (...args: string[]) => runLicet(args)
const read = (name: string) => JSON.parse(readFileSync(file(name), 'utf8'))
const now = 1_800_000_000

/** A vendor who has built once, has withdrawn a key since and revoked two licenses. */
beforeAll(async () => {
  const first = ['--issuer', 'aidoo.biz', '--key', oldKey.file, '--root', root.file]
  await licet('trust', 'build', ...first, '--out', file('first.json'))
  const change = ['--key', newKey.file, '--compromise', oldKey.kid, '--now', String(now - 500)]
  await licet('keyset', 'create', '--from', file('first.json'), ...change, '--out', file('draft.json'))
  await licet('keyset', 'sign', file('draft.json'), '--root', root.file, '--out', file('keyset.txt'))
  const revoke = ['--issuer', 'aidoo.biz', '--revoke', 'lic_1', '--sequence', '7', '--now', String(now - 300)]
  await licet('revocations', 'create', ...revoke, '--out', file('list.json'))
  await licet('revocations', 'sign', file('list.json'), '--key', newKey.file, '--out', file('list.txt'))
}, 60_000)

const build = (...args: string[]) =>
  licet('trust', 'build', '--from', file('first.json'), '--now', String(now), ...args)
const published = () => ['--keyset', file('keyset.txt'), '--revocations', file('list.txt')]

describe('licet trust build', () => {
  it('writes no sequence and no floor where nothing was published yet', () => {
    expect(Object.keys(read('first.json'))).toEqual(['issuer', 'roots', 'keys'])
  })

  it('takes what was published since the build before, and writes down what it proves', async () => {
    const built = await build(...published(), '--out', file('second.json'))
    expect(built.stderr).toBe('')
    const { keys, sequence, floor, roots } = read('second.json')
    expect({ sequence, floor, roots: roots.keys.length }).toEqual({
      sequence: 1,
      floor: { revocations: 7, time: now - 300 },
      roots: 1,
    })
    expect(keys).toMatchObject([
      { kid: oldKey.kid, status: 'compromised' },
      { kid: newKey.kid, status: 'active' },
    ])
    const again = await licet(
      'trust',
      'build',
      '--from',
      file('second.json'),
      ...published(),
      '--now',
      String(now),
      '--json',
    )
    expect(JSON.parse(again.stdout)).toEqual(read('second.json'))
  })

  it('knows the time of the build where it is asked to', async () => {
    const built = await build(...published(), '--floor-time', 'now', '--json')
    expect(JSON.parse(built.stdout).floor.time).toBe(now)
  })

  it('makes installations refuse what came before', async () => {
    await build(...published(), '--out', file('second.json'))
    const judged = await licet(
      'keyset',
      'verify',
      '--trust',
      file('second.json'),
      file('keyset.txt'),
      '--json',
    )
    expect(JSON.parse(judged.stdout)).toMatchObject({ valid: false, code: 'SEQUENCE_ROLLBACK' })
  })

  it.each<[string, string[], string]>([
    ['a sequence falls', ['--keyset', 'keyset.txt', '--sequence', '0'], 'OPTION_INVALID'],
    [
      'a list is older than the floor',
      ['--floor-revocations', '9', '--revocations', 'list.txt'],
      'SEQUENCE_ROLLBACK',
    ],
    ['a floor of time lies ahead', ['--floor-time', '1y'], 'OPTION_INVALID'],
    ['a keyset is not signed by the root keys', ['--keyset', 'list.txt'], 'TOKEN_TYPE_WRONG'],
  ])('writes nothing where %s', async (_, args, code) => {
    const named = args.map(arg => (arg.endsWith('.txt') ? file(arg) : arg))
    const keyset = args.includes('--keyset') ? [] : ['--keyset', file('keyset.txt')]
    const built = await build(...keyset, ...named)
    expect(built).toMatchObject({ code: 2, stdout: '' })
    expect(built.stderr).toContain(code)
  })

  it('is shown with what it knows and every key with its status', async () => {
    await build(...published(), '--out', file('second.json'))
    const { stdout } = await licet('trust', 'show', file('second.json'))
    expect(stdout).toContain('Keysets up to 1 are known and refused.')
    expect(stdout).toContain('Revocation lists below 7 are refused.')
    expect(stdout).toMatch(/No time before 2027-01-15 07:55:00 UTC is believed\./)
    expect(stdout).toMatch(new RegExp(`${oldKey.kid} .*compromised`))
    const first = await licet('trust', 'show', file('first.json'))
    expect(first.stdout).toContain('No keyset is known: any is taken.')
    expect(first.stdout).toContain('No revocation list is known: any is taken.')
  })
})

describe('licet keyset', () => {
  it.each<[string, string[]]>([
    ['retires', ['--retire', oldKey.kid]],
    ['forgets', ['--remove', oldKey.kid]],
  ])('never %s a compromised key', async (_, args) => {
    const run = await licet('keyset', 'create', '--from', file('keyset.txt'), ...args)
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('is compromised, and stays so in every keyset')
  })

  it('never takes a public key that is there already under another name', async () => {
    writeFileSync(file('renamed.json'), JSON.stringify({ ...oldKey.entry, kid: 'renamed' }))
    const run = await licet('keyset', 'create', '--from', file('keyset.txt'), '--key', file('renamed.json'))
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain(`is the public key that is there as ${oldKey.kid}`)
  })

  it('signs no draft that leaves out or revives what the trust file calls compromised, and verify names it', async () => {
    await build(...published(), '--out', file('second.json'))
    const create = ['keyset', 'create', '--from', file('second.json'), '--now', String(now)]
    const draft = JSON.parse((await licet(...create)).stdout)
    expect(draft).toMatchObject({ sequence: 2, keys: [{ status: 'compromised' }, {}] })
    const revived = draft.keys.map((key: object) => ({ ...key, status: 'active' }))
    for (const keys of [revived, draft.keys.slice(1)]) {
      writeFileSync(file('edited.json'), JSON.stringify({ ...draft, keys }))
      const sign = ['keyset', 'sign', file('edited.json'), '--root', root.file]
      const run = await licet(...sign, '--trust', file('second.json'))
      expect(run).toMatchObject({ code: 2, stdout: '' })
      expect(run.stderr).toContain('KEYSET_REVIVES_KEY')
      await licet(...sign, '--out', file('revived.txt'))
      const judge = ['keyset', 'verify', '--trust', file('second.json'), '--now', String(now)]
      const judged = await licet(...judge, file('revived.txt'), '--json')
      const { kid } = oldKey
      expect(JSON.parse(judged.stdout)).toMatchObject({ valid: true, compromised: [kid], revived: [kid] })
    }
  })
})
