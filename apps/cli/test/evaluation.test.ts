import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder, runLicet } from './run-licet.ts'

function evaluation(dataDir: string) {
  return runLicet(['keys', 'evaluation', '--data-dir', dataDir, '--json'])
}

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]))
}

describe('licet keys evaluation', () => {
  it('makes a development key, its trust file and a sample license that verifies', async () => {
    const dataDir = join(freshFolder(), 'data', 'hub')
    const { created, trust, key, license } = JSON.parse((await evaluation(dataDir)).stdout)
    expect(created).toBe(true)
    expect((statSync(key).mode & 0o777).toString(8)).toBe('600')
    expect(readdirSync(dataDir)).toEqual(['evaluation'])
    const run = await runLicet(['verify', '--trust', trust, '--json', '-'], { input: readFileSync(license) })
    expect(run.code).toBe(0)
    const { kid, claims } = JSON.parse(run.stdout)
    expect(kid).toMatch(/^dev-/)
    expect(claims).toMatchObject({
      iss: 'aidoo.biz',
      customer: 'Evaluation Corp',
      tier: 'professional',
      seats: 10,
      products: ['pika', 'vera'],
    })
  })

  it('changes nothing the second time', async () => {
    const dataDir = freshFolder()
    await evaluation(dataDir)
    const before = contents(join(dataDir, 'evaluation'))
    expect(JSON.parse((await evaluation(dataDir)).stdout)).toMatchObject({ created: false })
    expect(contents(join(dataDir, 'evaluation'))).toEqual(before)
  })

  it('makes one set of keys when it runs several times at once', async () => {
    const dataDir = freshFolder()
    const runs = await Promise.all([1, 2, 3, 4].map(() => evaluation(dataDir)))
    expect(runs.map(run => run.code)).toEqual([0, 0, 0, 0])
    expect(runs.filter(run => JSON.parse(run.stdout).created)).toHaveLength(1)
    expect(readdirSync(dataDir)).toEqual(['evaluation'])
  })

  it('signs the sample anew with the same key when it is lost or expired', async () => {
    const dataDir = freshFolder()
    const { license, trust } = JSON.parse((await evaluation(dataDir)).stdout)
    const trusted = readFileSync(trust, 'utf8')
    rmSync(license)
    await evaluation(dataDir)
    expect(await runLicet(['verify', '--trust', trust, license])).toMatchObject({ code: 0 })
    writeFileSync(license, 'rubbish')
    await evaluation(dataDir)
    expect(await runLicet(['verify', '--trust', trust, license])).toMatchObject({ code: 0 })
    expect(readFileSync(trust, 'utf8')).toBe(trusted)
  })

  it('lets a control plane sign with the keys that the Hub trusts, whichever of them was there first', async () => {
    const root = freshFolder()
    const share = (hub: string) =>
      runLicet([
        'keys',
        'evaluation',
        '--data-dir',
        join(root, hub),
        '--control-data-dir',
        join(root, 'control'),
      ])
    expect((await share('hub')).code).toBe(0)
    const names = ['activation-key.json', 'root-key.json', 'signing-key.json', 'trust.json']
    const control = join(root, 'control', 'evaluation')
    expect(readdirSync(control).toSorted()).toEqual(names)
    expect((await share('second hub')).code).toBe(0)
    for (const name of names) {
      const text = readFileSync(join(control, name), 'utf8')
      expect(readFileSync(join(root, 'hub', 'evaluation', name), 'utf8')).toBe(text)
      expect(readFileSync(join(root, 'second hub', 'evaluation', name), 'utf8')).toBe(text)
    }
    const trust = JSON.parse(readFileSync(join(control, 'trust.json'), 'utf8'))
    expect(trust.keys.map((key: { use: string }) => key.use)).toEqual(['license', 'activation'])
    expect(trust.roots.threshold).toBe(1)
  })

  it('lets a Hub that was there before trust the keys of a control plane that was made apart', async () => {
    const root = freshFolder()
    await evaluation(join(root, 'hub'))
    await evaluation(join(root, 'control'))
    const run = await runLicet([
      'keys',
      'evaluation',
      '--data-dir',
      join(root, 'hub'),
      '--control-data-dir',
      join(root, 'control'),
    ])
    expect(run.code).toBe(0)
    const trust = JSON.parse(readFileSync(join(root, 'hub', 'evaluation', 'trust.json'), 'utf8'))
    expect(trust.keys.map((key: { use: string }) => key.use)).toEqual([
      'license',
      'activation',
      'license',
      'activation',
    ])
  })

  it('says so when its key is lost, and makes no other behind the back of the Hub', async () => {
    const dataDir = freshFolder()
    const { key } = JSON.parse((await evaluation(dataDir)).stdout)
    rmSync(key)
    const run = await evaluation(dataDir)
    expect(run.code).toBe(2)
    expect(JSON.parse(run.stdout)).toMatchObject({ code: 'EVALUATION_INCOMPLETE' })
  })
})
