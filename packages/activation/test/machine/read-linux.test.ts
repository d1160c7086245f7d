import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprintOf, type MachineReading, readMachine } from '../../src/index.ts'
import { sayNotes } from '../../src/machine/machine-notes.ts'
import { net, plantLinux, raw, server } from './fake-linux.ts'

const owner = { issuer: 'aidoo.biz', installationId: 'ins_1' }
const read = async (change: Record<string, string | null> = {}): Promise<MachineReading> =>
  readMachine({ root: plantLinux(change) })
const prints = async (change: Record<string, string | null> = {}): Promise<Record<string, string>> =>
  fingerprintOf(await read(change), owner).fingerprint
const usual = await prints()

describe('the machine id', () => {
  test('comes from /etc, and else from D-Bus', async () => {
    const moved = { 'etc/machine-id': null, 'var/lib/dbus/machine-id': `${raw.machineId}\n` }
    expect((await read()).components.machine.source).toBe('/etc/machine-id')
    expect((await read(moved)).components.machine.source).toBe('/var/lib/dbus/machine-id')
    expect((await prints(moved)).machine).toBe(usual.machine)
    expect((await prints({ 'etc/machine-id': raw.machineId.toUpperCase() })).machine).toBe(usual.machine)
  })

  test.each([
    null,
    '',
    '\n',
    'uninitialized\n',
    '0'.repeat(32),
    'f'.repeat(32),
    'deadbeef'.repeat(4),
    '0123456789abcdef'.repeat(2),
    raw.machineId.slice(1),
    `${raw.machineId}0`,
    'not a machine id',
  ])('is unknown where the file says %j', async text => {
    const { machine } = (await read({ 'etc/machine-id': text })).components
    expect(machine.value).toBeNull()
    expect(machine.notes).not.toEqual([])
    expect(await prints({ 'etc/machine-id': text })).not.toHaveProperty('machine')
  })

  test('is unknown, at once, where the file is a folder or a pipe that nobody writes to', async () => {
    const root = plantLinux()
    rmSync(join(root, 'etc/machine-id'))
    mkdirSync(join(root, 'etc/machine-id'))
    expect((await readMachine({ root })).components.machine.value).toBeNull()
    rmSync(join(root, 'etc/machine-id'), { recursive: true })
    execFileSync('mkfifo', [join(root, 'etc/machine-id')])
    expect((await readMachine({ root })).components.machine.value).toBeNull()
  })
})

describe('the network interface', () => {
  const ignored = {
    ...net('docker0', 3, '02:42:ac:11:00:02', { device: false }),
    ...net('br-5d1c', 4, '3c:ec:ef:00:00:01', { device: false }),
    ...net('virbr0', 5, '52:54:00:8e:10:01', { device: false }),
    ...net('veth01', 6, '3c:ec:ef:00:00:02', { device: false }),
    ...net('tun0', 7, '', { type: '65534', device: false }),
    ...net('tap0', 8, '3c:ec:ef:00:00:03', { device: false }),
    ...net('bond0', 9, '3c:ec:ef:00:00:04', { device: false }),
    ...net('wlan0', 10, 'da:a1:19:00:00:05'),
    ...net('ib0', 11, `${'80:00:'.repeat(9)}00:01`, { type: '32' }),
  }

  test('is the same whatever virtual ones come before, after and between', async () => {
    expect((await prints(ignored)).mac).toBe(usual.mac)
    const first = Object.fromEntries(
      Object.entries(ignored).map(([path, text]) => [path, path.endsWith('/ifindex') ? '1\n' : text]),
    )
    expect((await prints(first)).mac).toBe(usual.mac)
    const note = sayNotes((await read(ignored)).components.mac.notes)
    for (const name of ['docker0', 'br-5d1c', 'virbr0', 'veth01', 'tun0', 'tap0', 'bond0', 'wlan0', 'ib0'])
      expect(note).toContain(name)
    expect(note).toContain('wlan0 (with an address that software chose)')
  })

  test('is the first in the order of the system that is in use', async () => {
    const second = net('enp9s0', 9, '3c:ec:ef:aa:aa:aa')
    const before = net('enp0s9', 1, '3c:ec:ef:bb:bb:bb')
    expect((await prints(second)).mac).toBe(usual.mac)
    expect((await prints({ ...before, ...second })).mac).not.toBe(usual.mac)
    expect((await prints({ ...before, 'sys/class/net/enp0s9/operstate': 'down\n' })).mac).toBe(usual.mac)
    const unplugged = await read({ ...second, 'sys/class/net/enp1s0/operstate': 'down\n' })
    expect(unplugged.components.mac.source).toBe('/sys/class/net, enp9s0')
    expect(unplugged.components.mac.notes).toContainEqual({ code: 'ignored_disconnected', name: 'enp1s0' })
  })

  test.each<[string, Record<string, string>]>([
    ['a privacy address', net('enp1s0', 2, '3e:ec:ef:12:34:56')],
    ['the address of a group', net('enp1s0', 2, '01:00:5e:00:00:01')],
    ['no address', net('enp1s0', 2, '00:00:00:00:00:00')],
    ['half an address', net('enp1s0', 2, '3c:ec:ef')],
    ['no line', net('enp1s0', 2, raw.mac, { state: 'dormant' })],
  ])('with %s counts for nothing, and the installation stands in for it', async (_, change) => {
    const found = await prints(change)
    expect(found).not.toHaveProperty('mac')
    expect(found.installation).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test('can be listed by the caller, and a list that fails is an empty one', async () => {
    const listed = { name: 'eth0', index: 1, address: raw.mac, operational: true, physical: true }
    const root = plantLinux({ 'sys/class/net/enp1s0/operstate': 'down' })
    const planted = await readMachine({ root, interfaces: () => [listed] })
    expect(fingerprintOf(planted, owner).fingerprint.mac).toBe(usual.mac)
    const failing = await readMachine({ root, interfaces: () => Promise.reject(new Error('no')) })
    expect(failing.components.mac.value).toBeNull()
  })
})

describe('the processor', () => {
  test('is the same after an update of microcode, another clock rate and another order', async () => {
    const lines = (server['proc/cpuinfo'] ?? '').replace('0xf8', '0xfa').replace('3700.000', '800.001')
    const text = `${lines.trim().split('\n').toReversed().join('\n')}\n\nprocessor : 1\nmodel : 1\n`
    expect((await prints({ 'proc/cpuinfo': text })).cpu).toBe(usual.cpu)
  })

  test.each([
    ['another model', { 'proc/cpuinfo': (server['proc/cpuinfo'] ?? '').replace('158', '151') }],
    ['another board', { 'sys/class/dmi/id/board_name': 'H12SSL-i\n' }],
  ])('is another one with %s', async (_, change) => {
    expect((await prints(change)).cpu).not.toBe(usual.cpu)
  })

  test('is known where the board says nothing, and on ARM', async () => {
    const boardless = { 'sys/class/dmi/id/board_name': null, 'sys/class/dmi/id/board_vendor': null }
    expect((await read(boardless)).components.cpu).toMatchObject({ source: '/proc/cpuinfo' })
    const arm =
      'processor\t: 0\nBogoMIPS\t: 108.00\nCPU implementer\t: 0x41\nCPU part\t: 0xd0b\n\nSerial\t\t: 1'
    expect(await prints({ 'proc/cpuinfo': arm })).toHaveProperty('cpu')
    expect((await prints({ 'proc/cpuinfo': arm })).cpu).not.toBe(
      (await prints({ 'proc/cpuinfo': `${arm}0` })).cpu,
    )
  })

  test('is unknown where nothing lasting is said', async () => {
    expect(await prints({ 'proc/cpuinfo': 'cpu MHz : 3\nflags : a\n' })).not.toHaveProperty('cpu')
    expect(await prints({ 'proc/cpuinfo': null })).not.toHaveProperty('cpu')
  })
})

describe('a container', () => {
  test.each<Record<string, string>>([
    { '.dockerenv': '' },
    { 'run/.containerenv': 'engine="podman"\n' },
    { 'proc/1/cgroup': '12:pids:/docker/3f1c9a\n' },
    { 'proc/1/cgroup': '0::/kubepods/besteffort/pod1/cri-containerd-3f1c.scope\n' },
    { 'proc/1/cgroup': '0::/system.slice/docker-3f1c9a.scope\n' },
  ])('is known by %j and goes by its installation, in place of interface and machine id', async change => {
    const found = await read(change)
    expect(found.container).toBe(true)
    const { fingerprint, components } = fingerprintOf(found, owner)
    expect(Object.keys(fingerprint).toSorted()).toEqual(['cpu', 'installation', 'os', 'uid'])
    expect(components.filter(({ outcome }) => outcome === 'ignored').map(({ name }) => name)).toEqual([
      'machine',
      'mac',
    ])
    // Made anew from the same image, with its data folder: another interface, another name, the same machine.
    const again = await read({ ...change, ...net('eth0', 40, '02:42:ac:11:00:09'), 'etc/machine-id': null })
    expect(fingerprintOf(again, owner).fingerprint).toEqual(fingerprint)
  })

  test('is not taken for one because of its neighbours', async () => {
    const host = { 'proc/1/cgroup': '0::/system.slice/docker.service\n' }
    expect((await read({ 'proc/1/cgroup': '0::/user.slice/mydockers\n' })).container).toBe(false)
    expect((await read(host)).container).toBe(false)
  })
})

test('another host name, more memory or another kernel make no other machine', async () => {
  const change = { 'etc/hostname': 'other', 'proc/meminfo': 'MemTotal: 1 kB', 'proc/version': 'Linux 9' }
  expect(await prints(change)).toEqual(usual)
})

test('reads any nonsense without throwing, and shows no value', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9a-f:\n]{0,40}$/))
  await fc.assert(
    fc.asyncProperty(text, text, text, async (id, cpu, address) => {
      const found = await read({
        'etc/machine-id': id,
        'proc/cpuinfo': cpu,
        'proc/1/cgroup': cpu,
        ...net('enp1s0', 2, address, { type: id, state: cpu }),
      })
      expect(Object.keys(fingerprintOf(found, owner).fingerprint)).toContain('os')
    }),
    { numRuns: 60 },
  )
})

test('a reading shows where values came from, and never a value', async () => {
  const found = await read()
  const shown = [JSON.stringify(found), inspect(found, { depth: 9, showHidden: true })].join('\n')
  for (const value of [...Object.values(raw), raw.mac.replaceAll(':', '')]) expect(shown).not.toContain(value)
  const { components } = fingerprintOf(found, owner)
  for (const value of Object.values(raw)) expect(JSON.stringify(components)).not.toContain(value)
})

test('an interface that is named after its address is shown without it', async () => {
  const found = await read({
    ...net('enx3cecef123456', 1, raw.mac),
    'sys/class/net/enp1s0/operstate': 'down',
  })
  expect(found.components.mac.value).not.toBeNull()
  expect(JSON.stringify(found)).not.toContain('3cecef123456')
})
