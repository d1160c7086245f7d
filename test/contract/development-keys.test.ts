import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { builtPath } from '../support/built.ts'
import { type Control, controlEnvironment, startControl } from '../support/control.ts'
import { createDirectory } from '../support/data-directory.ts'
import { openDatabase } from '../support/database-file.ts'
import { createSecret, runCli } from '../support/hub.ts'
import { type Finished, startProgram } from '../support/program.ts'

const started: Control[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map(control => control.stop()))
})

/** Runs a control plane in production that is expected to refuse its start; it is ended when it does not. */
async function runInProduction(dataDir: string, env: Record<string, string>): Promise<Finished> {
  const all = controlEnvironment({ HUB_EVALUATION: '', CONTROL_DATA_DIR: dataDir, ...env })
  const program = startProgram(process.execPath, [builtPath('apps/control/dist/main.js')], { env: all })
  program.line(/^Control http/m).then(
    () => program.child.kill('SIGKILL'),
    () => undefined,
  )
  return program.finished
}

function holdings(dataDir: string): unknown {
  const database = openDatabase(dataDir)
  const rows = ['audit', 'signing_key', 'secret'].map(table =>
    database.prepare(`SELECT * FROM ${table}`).all(),
  )
  database.close()
  return rows
}

test('a control plane never starts in production on the keys of an evaluation, and says how to begin anew', async () => {
  const control = await startControl()
  await control.stop()
  const before = holdings(control.dataDir)
  const end = await runInProduction(control.dataDir, { CONTROL_KEY_PASSPHRASE: control.keyPassphrase })
  expect(end.code).toBe(1)
  expect(end.stdout + end.stderr).toMatch(/development key dev-[^]*CONTROL_DATA_DIR/)
  expect(end.stdout + end.stderr).not.toMatch(/\n\s+at /)
  expect(holdings(control.dataDir)).toEqual(before)
  const again = await control.beside()
  started.push(again)
  expect((await again.anonymous.get('/healthz')).status).toBe(200)
})

test('a control plane refuses, in production, trust in development keys and the passphrase that an evaluation made', async () => {
  const dataDir = createDirectory('control')
  const made = await runCli(['keys', 'evaluation', '--data-dir', dataDir])
  expect(made.code).toBe(0)
  const trusting = await runInProduction(createDirectory('control'), {
    CONTROL_KEY_PASSPHRASE: createSecret(),
    CONTROL_TRUST_FILE: join(dataDir, 'evaluation', 'trust.json'),
  })
  expect([trusting.code, trusting.stdout + trusting.stderr]).toEqual([
    1,
    expect.stringMatching(/development key dev-[^]*CONTROL_TRUST_FILE/),
  ])
  const passphrase = createSecret()
  writeFileSync(join(dataDir, 'key-passphrase'), `${passphrase}\n`, { mode: 0o600 })
  const clear = await runInProduction(dataDir, { CONTROL_KEY_PASSPHRASE: passphrase })
  expect([clear.code, clear.stdout + clear.stderr]).toEqual([
    1,
    expect.stringMatching(/CONTROL_KEY_PASSPHRASE[^]*in clear/),
  ])
  expect(clear.stdout + clear.stderr).not.toContain(passphrase)
})
