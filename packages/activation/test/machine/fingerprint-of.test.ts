import { createHmac } from 'node:crypto'
import { machineUidOf, matchFingerprint, policyPresets } from '@licet/license'
import { describe, expect, test } from 'vitest'
import { explainFingerprint, fingerprintOf, type MachineReading, readMachine } from '../../src/index.ts'
import { net, plantLinux, raw } from './fake-linux.ts'

const owner = { issuer: 'aidoo.biz', installationId: 'ins_1' }
const server = await readMachine({ root: plantLinux() })
const unknowing = await readMachine({
  root: plantLinux({
    'etc/machine-id': '',
    'proc/cpuinfo': '',
    ...net('enp1s0', 2, raw.mac, { device: false }),
    'sys/class/net/enp1s0/device/vendor': null,
  }),
})

describe('fingerprintOf', () => {
  test('hashes each component under its own name and the salt of the issuer', () => {
    const { fingerprint, components } = fingerprintOf(server, owner)
    const hmac = (name: string, value: string): string =>
      `sha256:${createHmac('sha256', 'licet fingerprint v1\naidoo.biz').update(`${name}\n${value}`).digest('hex')}`
    expect(fingerprint).toMatchObject({
      machine: hmac('machine', raw.machineId),
      os: hmac('os', 'linux'),
      mac: hmac('mac', raw.mac),
    })
    expect(fingerprint.uid).toBe(machineUidOf(fingerprint))
    expect(components.map(({ name, hash }) => [name, hash])).toEqual(
      ['machine', 'os', 'cpu', 'mac'].map(name => [name, fingerprint[name]]),
    )
  })

  test('has nothing in common between two issuers', () => {
    const ours = Object.values(fingerprintOf(server, owner).fingerprint)
    const theirs = Object.values(fingerprintOf(server, { ...owner, issuer: 'other.example' }).fingerprint)
    expect(ours.filter(hash => theirs.includes(hash))).toEqual([])
  })

  test('holds the installation only where there is no network interface', () => {
    expect(fingerprintOf(server, owner).fingerprint).not.toHaveProperty('installation')
    const { fingerprint } = fingerprintOf(unknowing, owner)
    expect(Object.keys(fingerprint).toSorted()).toEqual(['installation', 'os', 'uid'])
    const other = fingerprintOf(unknowing, { ...owner, installationId: 'ins_2' }).fingerprint
    expect(other.installation).not.toBe(fingerprint.installation)
  })

  test('of a machine that knows nothing about itself is empty, and matches no other such machine', () => {
    const { fingerprint, components } = fingerprintOf(unknowing, { ...owner, installationId: null })
    expect(fingerprint).toEqual({})
    expect(components.filter(({ outcome }) => outcome === 'read')).toEqual([])
    for (const { match } of Object.values(policyPresets))
      expect(matchFingerprint(match, fingerprint, fingerprint).matched).toBe(false)
  })

  test.each([
    ['2.1', '2.1.9'],
    ['2.1', 'v2.1.0-rc.1'],
    ['10.20', '10.20'],
  ])('counts %s of the product version %s', (majorMinor, productVersion) => {
    const product = (version: string): string | undefined =>
      fingerprintOf(server, { ...owner, productVersion: version }).fingerprint.product
    expect(product(productVersion)).toBe(product(majorMinor))
    expect(product(productVersion)).not.toBe(product('2.2'))
    expect(fingerprintOf(server, owner).fingerprint).not.toHaveProperty('product')
  })

  test.each(['', '2', 'two.one', 'x2.1'])('does not know the product version %j', productVersion => {
    const { fingerprint, components } = fingerprintOf(server, { ...owner, productVersion })
    expect(fingerprint).not.toHaveProperty('product')
    expect(components.at(-1)).toMatchObject({ name: 'product', outcome: 'unknown' })
  })
})

/** Each component with a machine on which it, and nothing else, is another one. */
const changes = [
  ['machine', { 'etc/machine-id': 'a3c1f6e20b97d4588e41c0d7b2f95a16' }],
  ['cpu', { 'sys/class/dmi/id/board_name': 'H12SSL-i' }],
  ['mac', net('enp1s0', 2, '3c:ec:ef:65:43:21')],
  ['os', {}],
  ['product', {}],
] as const

describe.each(Object.entries(policyPresets))('under the preset %s', (_, { match }) => {
  test('every subset of changed components is judged by what is left, and named', async () => {
    const stored = fingerprintOf(server, { ...owner, productVersion: '2.1' }).fingerprint
    const wrong: string[] = []
    for (let bits = 0; bits < 2 ** changes.length; bits++) {
      const changed = changes.filter((__, at) => (bits & (1 << at)) !== 0)
      const names = changed.map(([name]) => name as string)
      const root = plantLinux(Object.assign({}, ...changed.map(([, files]) => files)))
      const reading = await otherSystem(await readMachine({ root }), names.includes('os'))
      const productVersion = names.includes('product') ? '2.2' : '2.1'
      const current = fingerprintOf(reading, { ...owner, productVersion }).fingerprint
      const { matched, components } = explainFingerprint(stored, current, match)
      const same = 4 - names.filter(name => name !== 'product').length
      const enough = same > 0 && same >= (match.atLeast === 'all' ? 4 : match.atLeast)
      const expected = enough && (!match.productVersion || !names.includes('product'))
      const named = components.filter(({ outcome }) => outcome === 'changed').map(({ name }) => name)
      if (matched !== expected || named.join() !== names.toSorted().join()) wrong.push(names.join('+'))
    }
    expect(wrong).toEqual([])
  })
})

async function otherSystem(reading: MachineReading, changed: boolean): Promise<MachineReading> {
  if (!changed) return reading
  const { components } = await readMachine({ platform: 'darwin', run: async () => null })
  return { ...reading, components: { ...reading.components, os: components.os } }
}

describe('explainFingerprint', () => {
  const match = { atLeast: 3, productVersion: false }

  test('says in a sentence which component changed, is gone, is new or is the same', () => {
    const stored = { machine: 'a', cpu: 'b', mac: 'c', disk: 'e' }
    const { matched, components } = explainFingerprint(
      stored,
      { machine: 'a', cpu: 'x', os: 'd', disk: 'f' },
      match,
    )
    expect(matched).toBe(false)
    expect(components.map(({ sentence }) => sentence)).toEqual([
      'The processor changed: processor or board were replaced, or this is another machine.',
      'The component “disk” changed: this is another machine.',
      'The network interface was known at activation and cannot be read now: it was replaced, removed, or another one comes first now.',
      'The machine id is the same.',
      'The operating system was not known at activation, so it does not count.',
    ])
  })

  test('explains a machine that is known as a whole', () => {
    const { matched, components } = explainFingerprint(
      { uid: 'uid:A' },
      { uid: 'uid:B', machine: 'a' },
      match,
    )
    expect(matched).toBe(false)
    expect(components).toMatchObject([{ name: 'uid', outcome: 'changed' }])
  })
})
