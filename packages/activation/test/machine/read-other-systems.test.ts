import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fingerprintOf, type RunCommand, readMachine } from '../../src/index.ts'

const owner = { issuer: 'aidoo.biz', installationId: 'ins_1' }

/** Answers with what was recorded for the first part of the command line that is known; null for the rest. */
function replay(folder: string, files: Readonly<Record<string, string>>): RunCommand {
  return async (file, args) => {
    const line = [file, ...args].join(' ')
    const name = Object.entries(files).find(([part]) => line.includes(part))?.[1]
    return name === undefined
      ? null
      : readFileSync(new URL(`../fixtures/${folder}/${name}.txt`, import.meta.url), 'utf8')
  }
}

async function read(platform: NodeJS.Platform, run: RunCommand): Promise<ReturnType<typeof fingerprintOf>> {
  return fingerprintOf(await readMachine({ platform, run }), owner)
}

const macFiles = { ioreg: 'ioreg', sysctl: 'sysctl', networksetup: 'networksetup', ifconfig: 'ifconfig' }
const windowsFiles = { 'reg query': 'reg', Win32_Processor: 'cim-processor', 'Get-NetAdapter': 'net-adapter' }
const olderFiles = { 'reg query': 'reg', wmic: 'wmic', getmac: 'getmac' }

describe('macOS', () => {
  test('is known by its platform UUID, processor and the address burnt into the first port in use', async () => {
    const { fingerprint, components } = await read('darwin', replay('mac-os', macFiles))
    expect(Object.keys(fingerprint).toSorted()).toEqual(['cpu', 'mac', 'machine', 'os', 'uid'])
    const mac = components.find(({ name }) => name === 'mac')
    expect(mac?.source).toBe('networksetup, en0')
    expect(mac?.note).toContain('bridge0 (virtual)')
    expect(mac?.note).toContain('en4 (with an address that software chose)')
  })

  test('is the same machine under another private Wi-Fi address, which only ifconfig shows', async () => {
    const run = replay('mac-os', macFiles)
    const other: RunCommand = async (file, args) =>
      (await run(file, args))?.replace('9a:31:5c', 'ae:00:01') ?? null
    expect((await read('darwin', other)).fingerprint).toEqual((await read('darwin', run)).fingerprint)
  })

  test('goes by its next port where the first is not connected, and by its installation where none is', async () => {
    const run = replay('mac-os', macFiles)
    const off: RunCommand = async (file, args) =>
      (await run(file, args))?.replace(/(en0:[^]*?status: )active/, '$1inactive') ?? null
    const source = (await read('darwin', off)).components.find(({ name }) => name === 'mac')?.source
    expect(source).toBe('networksetup, en7')
    const { fingerprint } = await read('darwin', replay('mac-os', { ...macFiles, ifconfig: 'sysctl' }))
    expect(fingerprint).toHaveProperty('installation')
    expect(fingerprint).not.toHaveProperty('mac')
  })
})

describe('Windows', () => {
  test('is known by its MachineGuid, processor and the first hardware adapter in use', async () => {
    const { fingerprint, components } = await read('win32', replay('windows', windowsFiles))
    expect(Object.keys(fingerprint).toSorted()).toEqual(['cpu', 'mac', 'machine', 'os', 'uid'])
    const mac = components.find(({ name }) => name === 'mac')
    expect(mac?.source).toBe('network adapters, Ethernet')
    expect(mac?.note).toContain('Wi-Fi (not connected)')
    expect(mac?.note).toContain('vEthernet (Default Switch) (virtual)')
  })

  test('is the same machine where only wmic and getmac are there to ask', async () => {
    const older = await read('win32', replay('windows', olderFiles))
    expect(older.fingerprint).toEqual((await read('win32', replay('windows', windowsFiles))).fingerprint)
  })

  test('has no processor where it only says zeros', async () => {
    const run: RunCommand = async (_, args) => (args.includes('cpu') ? 'ProcessorId=0000000000000000' : null)
    expect((await read('win32', run)).fingerprint).not.toHaveProperty('cpu')
  })
})

describe('any other system', () => {
  const silent: RunCommand = async () => null

  test.each<NodeJS.Platform>(['darwin', 'win32', 'freebsd', 'aix'])(
    'that answers nothing is known by its installation alone: %s',
    async platform => {
      const { fingerprint, components } = await read(platform, silent)
      expect(Object.keys(fingerprint).toSorted()).toEqual(['installation', 'os', 'uid'])
      expect(components.filter(({ outcome }) => outcome === 'unknown').map(({ name }) => name)).toEqual([
        'machine',
        'cpu',
      ])
    },
  )

  test.each<NodeJS.Platform>(['darwin', 'win32'])(
    'that answers nonsense is read without throwing: %s',
    async platform => {
      for (const text of ['', '[]', '{}', '[1,null,"x"]', '"""",,,', 'Hardware Port:\n', '\0'.repeat(99)]) {
        const { fingerprint } = await read(platform, async () => text)
        expect(Object.keys(fingerprint)).toContain('os')
        expect(fingerprint).not.toHaveProperty('machine')
      }
    },
  )
})
