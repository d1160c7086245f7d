import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { isStamped, stampAfter } from '../../scripts/setup/stamp.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'licet-stamp-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('counts work as done for exactly the content it was done for', async () => {
  const stamp = path.join(folder, 'done')
  await stampAfter(stamp, 'content-1', async () => undefined)
  expect(await isStamped(stamp, 'content-1')).toBe(true)
  expect(await isStamped(stamp, 'content-2')).toBe(false)
})

it('never counts interrupted work as done, even if it was done before', async () => {
  const stamp = path.join(folder, 'interrupted')
  await stampAfter(stamp, 'content', async () => undefined)
  const interrupted = stampAfter(stamp, 'content', async () => {
    expect(await isStamped(stamp, 'content')).toBe(false)
    throw new Error('interrupted')
  })
  await expect(interrupted).rejects.toThrow('interrupted')
  expect(await isStamped(stamp, 'content')).toBe(false)
})
