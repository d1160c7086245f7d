import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withLock } from '../../scripts/setup/lock.mjs'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'licet-lock-'))
  file = path.join(folder, 'setup.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const nobodyWaits = (): never => {
  throw new Error('waited')
}

function leaveLock(pid: number, host = hostname()): void {
  writeFileSync(file, JSON.stringify({ pid, host, token: 'left' }))
}

it('never lets two set-ups work at once', async () => {
  let atWork = 0
  let most = 0
  const work = async (): Promise<void> => {
    most = Math.max(most, (atWork += 1))
    await new Promise(resolve => setImmediate(resolve))
    atWork -= 1
  }
  await Promise.all(Array.from({ length: 6 }, () => withLock(file, work, () => undefined)))
  expect(most).toBe(1)
})

it('takes over the lock of a process that is gone', async () => {
  leaveLock(spawnSync(process.execPath, ['-e', '']).pid)
  await expect(withLock(file, async () => 'done', nobodyWaits)).resolves.toBe('done')
})

it('takes over the lock of another machine once it is not refreshed any more', async () => {
  leaveLock(1, 'another-machine')
  utimesSync(file, 0, 0)
  await expect(withLock(file, async () => 'done', nobodyWaits)).resolves.toBe('done')
})

it('keeps out of the lock of a process that lives', async () => {
  leaveLock(process.pid)
  const waitedFor = await new Promise<number>(resolve => {
    void withLock(file, async () => undefined, resolve)
  })
  expect(waitedFor).toBe(process.pid)
  rmSync(file)
})

it('leaves nothing behind, also when the work fails', async () => {
  const work = async (): Promise<never> => {
    throw new Error('broken')
  }
  await expect(withLock(file, work, nobodyWaits)).rejects.toThrow('broken')
  expect(existsSync(file)).toBe(false)
  expect(readdirSync(folder)).toEqual([])
})
