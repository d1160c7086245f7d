import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { withFileLock } from '../../src/store/file-lock.ts'

const lockModule = fileURLToPath(new URL('../../src/store/file-lock.ts', import.meta.url))
const freshLock = () => join(mkdtempSync(join(tmpdir(), 'licet-lock-')), 'lock')

describe('withFileLock', () => {
  it('lets 4 processes count to 100 together without losing one', async () => {
    const lock = freshLock()
    const counter = join(dirname(lock), 'counter')
    writeFileSync(counter, '0')
    const program = `
      import { readFileSync, writeFileSync } from 'node:fs'
      import { withFileLock } from ${JSON.stringify(lockModule)}
      for (let n = 0; n < 25; n++)
        await withFileLock(${JSON.stringify(lock)}, {}, async () => {
          const seen = Number(readFileSync(${JSON.stringify(counter)}, 'utf8'))
          await new Promise(resolve => setImmediate(resolve))
          writeFileSync(${JSON.stringify(counter)}, String(seen + 1))
        })`
    const runs = Array.from(
      { length: 4 },
      () =>
        new Promise(resolve =>
          spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' }).on(
            'close',
            resolve,
          ),
        ),
    )
    expect(await Promise.all(runs)).toEqual([0, 0, 0, 0])
    expect(readFileSync(counter, 'utf8')).toBe('100')
    expect(readdirSync(dirname(lock))).toEqual(['counter'])
  })

  it('takes over from a process that was killed', async () => {
    const lock = freshLock()
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    writeFileSync(lock, JSON.stringify({ pid, host: hostname(), nonce: 'gone' }))
    expect(await withFileLock(lock, { waitSecondsMax: 1 }, async () => 'done')).toBe('done')
    expect(existsSync(lock)).toBe(false)
  })

  it('gives up on a live one after its time, and leaves its lock alone', async () => {
    const lock = freshLock()
    writeFileSync(lock, JSON.stringify({ pid: process.ppid, host: hostname(), nonce: 'live' }))
    await expect(withFileLock(lock, { waitSecondsMax: 0.1 }, async () => undefined)).rejects.toMatchObject({
      code: 'STORE_BUSY',
    })
    expect(readdirSync(dirname(lock))).toEqual(['lock'])
    expect(readFileSync(lock, 'utf8')).toContain('live')
  })

  it.each([
    ['another host', JSON.stringify({ pid: 1, host: 'elsewhere', nonce: 'far' })],
    ['something that no program of ours wrote', 'not a lock'],
  ])('believes that %s is gone only after five minutes', async (_who, text) => {
    const lock = freshLock()
    writeFileSync(lock, text)
    await expect(withFileLock(lock, { waitSecondsMax: 0.05 }, async () => 'done')).rejects.toMatchObject({
      code: 'STORE_BUSY',
    })
    const longAgo = Date.now() / 1000 - 301
    utimesSync(lock, longAgo, longAgo)
    expect(await withFileLock(lock, { waitSecondsMax: 0.05 }, async () => 'done')).toBe('done')
  })

  it('is free again after work that failed', async () => {
    const lock = freshLock()
    await expect(
      withFileLock(lock, {}, async () => {
        throw new Error('work failed')
      }),
    ).rejects.toThrow('work failed')
    expect(await withFileLock(lock, { waitSecondsMax: 0.05 }, async () => 'done')).toBe('done')
  })
})
