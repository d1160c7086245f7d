import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { inRoot } from '../../scripts/setup/root.mjs'
import { findToolchain } from '../../scripts/setup/toolchain.mjs'

test('the pinned tools can be run by every user of the machine, whoever set them up', () => {
  const { pnpm } = findToolchain() ?? { pnpm: '' }
  expect(pnpm).not.toBe('')
  for (let path = pnpm; path.startsWith(inRoot('.tools')); path = dirname(path))
    expect([path, statSync(path).mode & 0o055]).toEqual([path, 0o055])
})
