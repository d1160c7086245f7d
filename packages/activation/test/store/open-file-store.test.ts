import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openFileStore, type StoreWarning } from '../../src/store/open-file-store.ts'
import { formatStoredActivation } from '../../src/store/parse-stored-activation.ts'
import { emptyActivation, type StoredActivation } from '../../src/store/stored-activation.ts'

const stored: StoredActivation = {
  ...emptyActivation,
  license: 'a.b.c',
  licenseId: 'lic_1',
  shortKeyHint: 'ACME-…-7KQ2',
  key: 'ACME-0000-0000-0000-7KQ2',
  activation: 'd.e.f',
  counter: 3,
  pending: { jti: 'req_1', requestToken: 'g.h.i', at: 7, made: { uptimeSeconds: 1.5, bootId: 'b' } },
  tombstone: { activation: 'act_0', at: 5, receipt: 'j.k.l' },
  keysets: ['m.n.o'],
  revocations: 'p.q.r',
  lastContact: { at: 9, outcome: 'taken' },
  clock: {
    signed: 1,
    running: 2,
    settled: true,
    unsure: false,
    seen: { uptimeSeconds: 4.5, bootId: 'b' },
    pending: { system: 5, since: 3, steadySeconds: 2.5 },
    response: { at: 1, waitedSeconds: 2, trustedSeconds: 6, uptimeSeconds: 3.5, bootId: null },
  },
}

function open() {
  const home = mkdtempSync(join(tmpdir(), 'licet-store-'))
  const warnings: StoreWarning[] = []
  const file = join(home, 'license.json')
  return { home, file, warnings, store: openFileStore(home, warning => warnings.push(warning)) }
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('openFileStore', () => {
  it('returns what was saved, to the last member', async () => {
    const { store } = open()
    expect(await store.load()).toBeNull()
    await store.save(stored)
    expect(await store.load()).toEqual(stored)
  })

  it('keeps the file to its owner, and leaves nothing else in a folder of the same kind', async () => {
    const { home, store, warnings } = open()
    const inner = openFileStore(join(home, 'deep', 'er'))
    await inner.exclusively(() => inner.save(stored))
    expect(modeOf(join(home, 'deep', 'er'))).toBe('700')
    expect(modeOf(join(home, 'deep', 'er', 'license.json'))).toBe('600')
    expect(readdirSync(join(home, 'deep', 'er'))).toEqual(['license.json'])
    chmodSync(home, 0o755)
    await store.exclusively(() => store.save(stored))
    expect(modeOf(home)).toBe('700')
    expect(warnings).toEqual([{ kind: 'home_mode_repaired', file: home }])
  })

  it('keeps the old file, and leaves no other, where the new one cannot be written', async context => {
    const { home, store, file } = open()
    await store.save(stored)
    const before = readFileSync(file)
    // A file system of 16 KiB: the second state does not fit.
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', home]).status === 0
    if (!mounted) context.skip('no file system can be mounted here')
    try {
      writeFileSync(file, before, { mode: 0o600 })
      const big = { ...stored, license: 'x'.repeat(60_000) }
      await expect(store.save(big)).rejects.toMatchObject({ code: 'STORE_UNWRITABLE' })
      expect(readFileSync(file)).toEqual(before)
      expect(readdirSync(home)).toEqual(['license.json'])
    } finally {
      execFileSync('umount', [home])
    }
  })

  it('clears away the draft of a program that was killed', async () => {
    const { home, store } = open()
    writeFileSync(join(home, '.license.json.draft-0123456789ab'), '{')
    await store.exclusively(async () => undefined)
    expect(readdirSync(home)).toEqual([])
  })
})

describe('openFileStore sets aside', () => {
  const good = formatStoredActivation(stored)

  it.each<[string, (file: string) => void]>([
    ['an empty file', file => writeFileSync(file, '')],
    ['a truncated file', file => writeFileSync(file, good.slice(0, -40))],
    ['a file of another kind', file => writeFileSync(file, '{"version":2}')],
    [
      'a file with a member of another type',
      file => writeFileSync(file, good.replace('"counter": 3', '"counter": -3')),
    ],
    [
      'a file that is not UTF-8',
      file => writeFileSync(file, Buffer.from(good.replace('ACME', 'ACM\u00c9'), 'latin1')),
    ],
    [
      'a file of 100 MB',
      file => {
        writeFileSync(file, good)
        truncateSync(file, 100 * 1024 * 1024)
      },
    ],
    ['a folder', file => mkdirSync(join(file, 'inner'), { recursive: true })],
    [
      'a symbolic link, wherever it leads',
      file => {
        writeFileSync(`${file}.elsewhere`, good)
        symlinkSync(`${file}.elsewhere`, file)
      },
    ],
    ['a named pipe, without waiting for it', file => void execFileSync('mkfifo', [file])],
  ])('%s, and asks to be activated again', async (_what, spoil) => {
    const { file, store, warnings } = open()
    spoil(file)
    const spoilt = lstatSync(file)
    expect(await store.load()).toBeNull()
    expect(warnings.filter(({ kind }) => kind === 'set_aside')).toEqual([
      { kind: 'set_aside', file: `${file}.broken-1` },
    ])
    expect(lstatSync(`${file}.broken-1`).ino).toBe(spoilt.ino)
    await store.save(stored)
    expect(await store.load()).toEqual(stored)
    expect(lstatSync(file).isFile()).toBe(true)
  })

  it('one broken file after the other, under names of their own', async () => {
    const { file, store, home } = open()
    for (let n = 1; n <= 3; n++) {
      writeFileSync(file, `broken ${n}`)
      expect(await store.load()).toBeNull()
    }
    expect(readdirSync(home)).toEqual([
      'license.json.broken-1',
      'license.json.broken-2',
      'license.json.broken-3',
    ])
    expect(readFileSync(`${file}.broken-2`, 'utf8')).toBe('broken 2')
  })

  it('nothing that a link replaced: a save never writes through it', async () => {
    const { home, file, store } = open()
    writeFileSync(join(home, 'victim'), 'untouched')
    symlinkSync(join(home, 'victim'), file)
    await store.save(stored)
    expect(readFileSync(join(home, 'victim'), 'utf8')).toBe('untouched')
    expect(lstatSync(file).isSymbolicLink()).toBe(false)
  })
})

const isRoot = process.geteuid?.() === 0
const nobody = 65_534

describe.runIf(isRoot)('openFileStore, where permissions are wrong', () => {
  afterEach(() => process.seteuid?.(0))

  it('takes back what others may read, says so, and uses the file', async () => {
    const { file, store, warnings } = open()
    writeFileSync(file, formatStoredActivation(stored), { mode: 0o644 })
    expect(await store.load()).toEqual(stored)
    expect(modeOf(file)).toBe('600')
    expect(warnings).toEqual([{ kind: 'mode_repaired', file }])
  })

  it('uses a file that belongs to somebody else, and says so', async () => {
    const { file, store, warnings } = open()
    await store.save(stored)
    chownSync(file, nobody, nobody)
    expect(await store.load()).toEqual(stored)
    expect(warnings).toEqual([{ kind: 'owner_differs', file }])
  })

  it('gives back its own file that nobody may read', async () => {
    const { home, file, store } = open()
    await store.save(stored)
    for (const path of [home, file]) chownSync(path, nobody, nobody)
    chmodSync(file, 0)
    process.seteuid?.(nobody)
    expect(await store.load()).toEqual(stored)
    process.seteuid?.(0)
    expect(modeOf(file)).toBe('600')
  })

  it('stops at a file that cannot be read, and leaves it where it is: it may be good', async () => {
    const { home, store } = open()
    await store.save(stored)
    chownSync(home, nobody, nobody)
    process.seteuid?.(nobody)
    await expect(store.load()).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
    process.seteuid?.(0)
    expect(readdirSync(home)).toEqual(['license.json'])
    expect(await store.load()).toEqual(stored)
  })
})
