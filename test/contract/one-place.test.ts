import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ClientMachine, createClientMachine } from '../support/client-machine.ts'
import { type Control, startControl } from '../support/control.ts'
import { plantMachine } from '../support/planted-machine.ts'
import { expectUnmoved, issueLicense, showLicense } from '../support/vendor.ts'

let control: Control
let trustFile: string
beforeAll(async () => {
  control = await startControl()
  trustFile = await control.trustFile()
})
afterAll(() => control.stop())

const place = (planted = plantMachine()): ClientMachine =>
  createClientMachine({ url: control.url, trustFile, planted })
const activated = async () => {
  const issued = await issueLicense(control.admin, 'node-locked')
  const machine = place()
  expect((await machine.licet(['activate', issued.key])).code).toBe(0)
  return { ...issued, machine }
}

describe('the one place of a license', () => {
  test('is not taken over by a machine of the same image, and the first never notices it', async () => {
    const { id, key, machine } = await activated()
    const image = plantMachine()
    for (const file of ['etc/machine-id', 'proc/cpuinfo'])
      image.write(file, readFileSync(join(machine.planted.root, file), 'utf8'))
    const other = place(image)
    const end = await expectUnmoved(control, id, () => other.licet(['activate', key]))
    expect([end.code, end.body.code]).toEqual([1, 'OTHER_MACHINE'])
    expect(end.body.error).toMatch(/until \d{4}-\d\d-\d\d.*network interface/)
    expect((await machine.licet(['heartbeat'])).body).toMatchObject({ valid: true, state: 'active' })
  })

  test('is kept over a new installation of the system, and over a new network card', async () => {
    const { id, key, machine } = await activated()
    machine.planted.replaceCard()
    expect((await machine.licet(['heartbeat'])).body).toMatchObject({ valid: true, state: 'active' })
    const { key: second, machine: old } = await activated()
    old.planted.changeMachineId()
    const anew = place(old.planted)
    expect((await anew.licet(['activate', second])).body).toMatchObject({ valid: true, state: 'active' })
    expect((await machine.licet(['activate', key])).code).toBe(0)
    expect((await showLicense(control, id)).activations).toMatchObject([
      { restoredAt: null, takenOverAt: null },
    ])
  })

  test('is found again by a machine that was put back from its backup, once', async () => {
    const { id, key, machine } = await activated()
    const file = join(machine.home, 'license.json')
    const backup = readFileSync(file)
    expect((await machine.licet(['heartbeat'])).code).toBe(0)
    writeFileSync(file, backup)
    expect((await machine.licet(['heartbeat'])).body.code).toBe('CLONE_SUSPECTED')
    expect((await machine.licet(['activate', key])).body).toMatchObject({ valid: true, state: 'active' })
    expect((await machine.licet(['heartbeat'])).body).toMatchObject({ valid: true, state: 'active' })
    const { activations } = await showLicense(control, id)
    expect(activations.find(({ copyOf }: { copyOf: unknown }) => copyOf === null).restoredAt).toEqual(
      expect.any(Number),
    )
    writeFileSync(file, backup)
    const again = await machine.licet(['activate', key])
    expect(again.body.code).toBe('CLONE_SUSPECTED')
    expect(again.body.error).toMatch(/restored already on \d{4}-\d\d-\d\d/)
  })

  test('is given up by nobody while the license is suspended', async () => {
    const { id, key, machine } = await activated()
    await control.admin.post(`/v1/licenses/${id}/suspend`, { reason: 'unpaid' })
    await expectUnmoved(control, id, async () => {
      const refused = await machine.licet(['deactivate', key])
      expect([refused.code, refused.body.code]).toEqual([1, 'KEY_SUSPENDED'])
    })
    await machine.licet(['heartbeat'])
    const before = machine.stored()
    const receipt = await machine.licet(['deactivate', '--offline', '--yes'])
    expect(receipt.code).not.toBe(0)
    expect(receipt.stdout + receipt.stderr).toContain('RELEASE_BLOCKED')
    expect(machine.stored()).toEqual(before)
    expect((await machine.licet(['status'])).body).toMatchObject({ valid: false, state: 'suspended' })
  })
})
