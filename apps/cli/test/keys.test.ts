import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshFolder, runLicet } from './run-licet.ts'

const passphrase = 'correct horse battery staple'
const env = { LICET_PASSPHRASE: passphrase }
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('licet keys generate', () => {
  it.each(['license', 'activation', 'root'])(
    'writes a %s key 0600 and prints only its public part',
    async use => {
      const home = freshFolder()
      const run = await runLicet(['keys', 'generate', '--use', use, '--json'], {
        env: { ...env, LICET_HOME: home },
      })
      expect(run.code).toBe(0)
      const { file, kid, entry } = JSON.parse(run.stdout)
      expect(file).toBe(join(home, 'keys', `${kid}.json`))
      expect([modeOf(file), modeOf(join(home, 'keys'))]).toEqual(['600', '700'])
      const { private: sealed } = JSON.parse(readFileSync(file, 'utf8'))
      expect(run.stdout + run.stderr).not.toContain(sealed.ciphertext)
      expect(JSON.stringify(entry)).not.toContain('"d"')
      expect(readFileSync(file, 'utf8')).not.toContain(passphrase)
    },
  )

  it('takes the passphrase from a file', async () => {
    const home = freshFolder()
    const secret = join(home, 'secret')
    writeFileSync(secret, `${passphrase}\n`)
    const made = await runLicet([
      'keys',
      'generate',
      '--passphrase-file',
      secret,
      '--out',
      join(home, 'k.json'),
    ])
    expect(made.code).toBe(0)
    const issued = await issueWith(join(home, 'k.json'), { LICET_PASSPHRASE_FILE: secret })
    expect(issued.code).toBe(0)
  })

  it.each([
    ['without a passphrase', {}, 'PASSPHRASE_MISSING'],
    ['under one that is too short', { LICET_PASSPHRASE: 'short' }, 'PASSPHRASE_TOO_SHORT'],
    ['under one of eight times one letter', { LICET_PASSPHRASE: 'aaaaaaaa' }, 'PASSPHRASE_TOO_SHORT'],
    ['under one that everybody knows', { LICET_PASSPHRASE: 'butterfly1234' }, 'PASSPHRASE_REFUSED'],
    ['under one that is given twice', { ...env, LICET_PASSPHRASE_FILE: '/etc/hostname' }, 'SETTING_TWICE'],
  ])('writes nothing %s', async (_how, environment, code) => {
    const home = freshFolder()
    const run = await runLicet(['keys', 'generate', '--out', join(home, 'k.json')], { env: environment })
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain(code)
    expect(readdirSync(home)).toEqual([])
  })

  it('never writes over a file', async () => {
    const path = join(freshFolder(), 'k.json')
    writeFileSync(path, 'mine')
    const run = await runLicet(['keys', 'generate', '--out', path], { env })
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('FILE_EXISTS')
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })

  it('refuses a path inside a git work tree, also through a link, unless told', async () => {
    const home = freshFolder()
    mkdirSync(join(home, 'repository', '.git'), { recursive: true })
    symlinkSync(join(home, 'repository'), join(home, 'link'))
    for (const path of ['repository/k.json', 'repository/deep/er/k.json', 'link/k.json']) {
      const run = await runLicet(['keys', 'generate', '--out', join(home, path)], { env })
      expect(run.code).toBe(2)
      expect(run.stderr).toContain('KEY_IN_REPOSITORY')
    }
    expect(readdirSync(join(home, 'repository'))).toEqual(['.git'])
    const told = await runLicet(['keys', 'generate', '--force', '--out', join(home, 'repository/k.json')], {
      env,
    })
    expect(told.code).toBe(0)
  })
})

describe('a key file in use', () => {
  it('signs nothing under a wrong passphrase, or once it was edited', async () => {
    const path = join(freshFolder(), 'k.json')
    await runLicet(['keys', 'generate', '--out', path], { env })
    const wrong = await issueWith(path, { LICET_PASSPHRASE: 'wrong horse battery staple' })
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    expect(wrong.stderr).toContain('KEY_FILE_LOCKED')
    const file = JSON.parse(readFileSync(path, 'utf8'))
    const { ciphertext } = file.private
    file.private.ciphertext = `${ciphertext.startsWith('A') ? 'B' : 'A'}${ciphertext.slice(1)}`
    writeFileSync(path, JSON.stringify(file))
    const edited = await issueWith(path, env)
    expect(edited).toMatchObject({ code: 2, stdout: '' })
    expect(edited.stderr).toContain('KEY_FILE_LOCKED')
    for (const run of [wrong, edited]) expect(run.stderr).not.toMatch(/horse|\n {4}at /)
  })

  it('is listed and shown without its passphrase', async () => {
    const home = freshFolder()
    const made = await runLicet(['keys', 'generate', '--json'], { env: { ...env, LICET_HOME: home } })
    const { file, kid, entry } = JSON.parse(made.stdout)
    const list = await runLicet(['keys', 'list', '--json'], { env: { LICET_HOME: home } })
    expect(JSON.parse(list.stdout)).toEqual({ keys: [{ kid, alg: 'Ed25519', use: 'license', file }] })
    const shown = await runLicet(['keys', 'inspect', file, '--json'])
    expect(JSON.parse(shown.stdout)).toMatchObject({ kid, encrypted: true, entry })
  })
})

function issueWith(key: string, environment: Record<string, string>) {
  const claims = [
    '--subject',
    'a',
    '--customer',
    'A',
    '--tier',
    't',
    '--seats',
    '1',
    '--products',
    'p',
    '--expires',
    '1y',
  ]
  return runLicet(['issue', '--key', key, '--issuer', 'aidoo.biz', ...claims], { env: environment })
}
