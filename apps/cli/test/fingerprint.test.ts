import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openInstanceKey } from '@licet/activation'
import { machineIdOf, parseMachineUid } from '@licet/license'
import { describe, expect, test } from 'vitest'
import { freshFolder, type Run, runLicet } from './run-licet.ts'

const raw = { id: '9f86d081884c7d659a2feaa0c55ad015', mac: '3c:ec:ef:12:34:56', model: 'Imaginary CPU 9000' }

/** A folder that stands for another machine. */
function plantMachine(id: string): string {
  const root = freshFolder()
  const files = {
    'etc/machine-id': id,
    'proc/cpuinfo': `model name : ${raw.model}\n`,
    'sys/class/net/eno1/address': raw.mac,
    'sys/class/net/eno1/operstate': 'up',
    'sys/class/net/eno1/type': '1',
    'sys/class/net/eno1/ifindex': '2',
    'sys/class/net/eno1/device/vendor': '0x8086',
    'sys/class/net/docker0/address': '02:42:ac:11:00:02',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), `${text}\n`)
  }
  return root
}

const home = freshFolder()
const evaluation = { HUB_EVALUATION: '1', LICET_MACHINE_ROOT: plantMachine(raw.id), LICET_HOME: home }

async function fingerprint(
  args: readonly string[] = [],
  env: Record<string, string> = evaluation,
): Promise<Run> {
  return runLicet(['fingerprint', '--issuer', 'aidoo.biz', ...args], { env })
}

async function answer(
  args: readonly string[] = [],
  env: Record<string, string> = evaluation,
): Promise<Record<string, unknown>> {
  const run = await fingerprint(['--json', ...args], env)
  expect(run).toMatchObject({ code: 0, stderr: '' })
  return JSON.parse(run.stdout) as Record<string, unknown>
}

describe('licet fingerprint', () => {
  test('prints hashes, and with --explain where each came from, never what it was', async () => {
    const runs = [await fingerprint(['--explain']), await fingerprint(['--explain', '--json'])]
    for (const { code, stdout, stderr } of runs) {
      expect(code).toBe(0)
      expect(stdout).toMatch(/sha256:[0-9a-f]{64}/)
      expect(stdout).toContain('/etc/machine-id')
      expect(stdout).toContain('docker0 (virtual)')
      for (const value of [...Object.values(raw), raw.mac.replaceAll(':', '')])
        expect(`${stdout}${stderr}`.toLowerCase()).not.toContain(value.toLowerCase())
    }
  })

  test('shows nothing of the real machine that it runs on either', async () => {
    const { code, stdout, stderr } = await fingerprint(['--explain', '--json'], { LICET_HOME: home })
    expect(code).toBe(0)
    const secrets = ['/etc/machine-id', '/sys/class/net/eth0/address']
      .map(readQuietly)
      .filter(text => text.length > 8)
    for (const secret of secrets) expect(`${stdout}${stderr}`).not.toContain(secret)
  })

  test('names installation and machine once there is an installation, and makes none', async () => {
    expect(await answer()).toMatchObject({ installationId: null, machineUid: null })
    const { id } = openInstanceKey(home)
    const { installationId, machineId, machineUid, fingerprint: hashes } = await answer()
    expect(installationId).toBe(id)
    expect(machineId).toBe(machineIdOf(hashes as Record<string, string>))
    expect(parseMachineUid(String(machineUid))).toEqual({
      installationId: id,
      uid: (hashes as { uid: string }).uid,
    })
  })

  test('takes the salt from the trust file, and that of the house where nothing names a vendor', async () => {
    const trust = join(freshFolder(), 'trust.json')
    const jwk = openInstanceKey(freshFolder()).publicJwk
    const key = { kid: jwk.kid, alg: 'Ed25519', use: 'license', status: 'active', jwk }
    writeFileSync(trust, JSON.stringify({ issuer: 'aidoo.biz', keys: [key] }))
    const named = await runLicet(['fingerprint', '--json', '--trust', trust], { env: evaluation })
    expect(JSON.parse(named.stdout)).toEqual(await answer())
    const unnamed = await runLicet(['fingerprint', '--json'], { env: evaluation })
    expect(JSON.parse(unnamed.stdout)).toEqual(await answer())
    const unreadable = ['fingerprint', '--json', '--trust', join(freshFolder(), 'none.json')]
    const refused = await runLicet(unreadable, { env: evaluation })
    expect(refused.code).toBe(2)
    expect(JSON.parse(refused.stdout)).toMatchObject({ code: 'TRUST_UNREADABLE' })
  })

  test('shows what a container without an installation could say, and that it does not count', async () => {
    const root = plantMachine(raw.id)
    writeFileSync(join(root, '.dockerenv'), '')
    const { stdout } = await fingerprint([], {
      ...evaluation,
      LICET_MACHINE_ROOT: root,
      LICET_HOME: freshFolder(),
    })
    expect(stdout).toMatch(/^os {12}sha256:[0-9a-f]{64} \(does not count\)$/m)
    expect(stdout).toContain('nothing here tells this machine from another')
  })

  test('tells another machine from this one by its machine id, and another version where it is asked to', async () => {
    const base = (await answer()).fingerprint as Record<string, string>
    const root = plantMachine('a3c1f6e20b97d4588e41c0d7b2f95a16')
    const other = (await answer([], { ...evaluation, LICET_MACHINE_ROOT: root })).fingerprint
    expect(other).toMatchObject({ os: base.os, cpu: base.cpu, mac: base.mac })
    expect(other).not.toMatchObject({ machine: base.machine })
    expect((await answer(['--product-version', '2.1'])).fingerprint).toHaveProperty('product')
  })

  test('lets nobody play another machine outside of an evaluation', async () => {
    const real = await answer([], { LICET_HOME: home })
    expect(await answer([], { LICET_HOME: home, LICET_MACHINE_ROOT: evaluation.LICET_MACHINE_ROOT })).toEqual(
      real,
    )
  })
})

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
