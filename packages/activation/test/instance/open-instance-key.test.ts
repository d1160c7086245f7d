import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyRelease } from '@licet/license'
import { describe, expect, it } from 'vitest'
import { hasInstanceKey, openInstanceKey } from '../../src/instance/open-instance-key.ts'
import { createRelease } from '../../src/lease/create-release.ts'

const freshFolder = () => mkdtempSync(join(tmpdir(), 'licet-instance-'))

describe('openInstanceKey', () => {
  it('makes a key once, for its owner only, and is the same installation ever after', () => {
    const folder = join(freshFolder(), 'new')
    expect(hasInstanceKey(folder)).toBe(false)
    const { id } = openInstanceKey(folder)
    expect(id).toMatch(/^ins_[0-9a-f]{32}$/)
    expect(openInstanceKey(folder).id).toBe(id)
    expect(hasInstanceKey(folder)).toBe(true)
    expect(statSync(join(folder, 'instance-key.json')).mode & 0o777).toBe(0o600)
  })

  it('signs so that the id follows from the signature', async () => {
    const key = openInstanceKey(freshFolder())
    const receipt = await createRelease(key, {
      license: 'lic_1',
      activation: 'act_1',
      counter: 2,
      now: 1_767_225_600,
    })
    expect(await verifyRelease(receipt, { now: 1_767_225_600 })).toMatchObject({
      installationId: key.id,
      counter: 2,
    })
  })

  it.each(['', '{}', '{"kty":"RSA"}', 'secret-looking text'])(
    'refuses a file that holds %j, and does not quote it',
    text => {
      const folder = freshFolder()
      writeFileSync(join(folder, 'instance-key.json'), text)
      expect(() => openInstanceKey(folder)).toThrowError(
        expect.objectContaining({ code: 'INSTANCE_KEY_UNUSABLE' }),
      )
      expect(readFileSync(join(folder, 'instance-key.json'), 'utf8')).toBe(text)
    },
  )

  it('takes back what others may read, and waits for no pipe', () => {
    const folder = freshFolder()
    const path = join(folder, 'instance-key.json')
    const { id } = openInstanceKey(folder)
    chmodSync(path, 0o644)
    expect(openInstanceKey(folder).id).toBe(id)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    rmSync(path)
    execFileSync('mkfifo', [path])
    expect(() => openInstanceKey(folder)).toThrowError(
      expect.objectContaining({ code: 'INSTANCE_KEY_UNUSABLE' }),
    )
  })

  it('says which folder cannot be used', () => {
    const file = join(freshFolder(), 'file')
    writeFileSync(file, '')
    expect(() => openInstanceKey(file)).toThrowError(
      expect.objectContaining({ code: 'HOME_UNUSABLE', detail: file }),
    )
  })
})
