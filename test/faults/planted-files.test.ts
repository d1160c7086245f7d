import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { setUp } from '../support/accounts.ts'
import { createDirectory } from '../support/data-directory.ts'
import { runCli, startHub } from '../support/hub.ts'

/** Enough for whatever else starts on the machine meanwhile. */
const processesAhead = 3000
const processesMax = existsSync('/proc/sys/kernel/pid_max')
  ? Number(readFileSync('/proc/sys/kernel/pid_max', 'utf8'))
  : 99_999

/** Puts a link to a file of somebody else's under every name that the next processes would give a file of theirs. */
function plant(folder: string, nameFor: (pid: number) => string, victim: string): void {
  for (let ahead = 0; ahead < processesAhead; ahead += 1) {
    const pid = ((process.pid + ahead) % processesMax) + 1
    symlinkSync(victim, join(folder, nameFor(pid)))
  }
}

test('nothing is ever written through a link that lies under a foreseeable name, and nothing is left behind', async () => {
  const [dataDir, out, temporary] = [createDirectory(), createDirectory('out'), createDirectory('temporary')]
  const victim = join(createDirectory('victim'), 'mine')
  writeFileSync(victim, 'mine')
  const copy = join(out, 'copy.db')
  plant(dataDir, pid => `instance-key.json.${pid}`, victim)
  plant(dataDir, pid => `setup-token.${pid}`, victim)
  plant(dataDir, pid => `hub.db.${pid}.restore`, victim)
  plant(out, pid => `copy.db.${pid}.partial`, victim)
  plant(temporary, pid => `copy.db.${pid}.check`, victim)
  const planted = [dataDir, out, temporary].map(folder => readdirSync(folder).length)

  const env = { TMPDIR: temporary }
  // The token that the Hub makes for itself lies in a file, too.
  const hub = await startHub({ dataDir, env: { ...env, HUB_SETUP_TOKEN: '' } })
  const setupToken = readFileSync(join(dataDir, 'setup-token'), 'utf8').trim()
  await setUp({ ...hub, setupToken })
  for (const args of [
    ['backup', '--data-dir', dataDir, '--out', copy],
    ['restore', copy, '--data-dir', dataDir, '--yes'],
    ['restore', copy, '--data-dir', join(dataDir, 'absent'), '--check'],
  ]) {
    const run = await runCli(args, { env })
    expect(run.code, run.stderr).toBe(0)
  }
  await hub.stop()

  expect(readFileSync(victim, 'utf8')).toBe('mine')
  const made = [dataDir, out, temporary].map(
    (folder, index) => readdirSync(folder).length - (planted[index] ?? 0),
  )
  expect(made[1]).toBe(1)
  expect(made[2]).toBe(0)
  const links = readdirSync(dataDir).filter(name => lstatSync(join(dataDir, name)).isSymbolicLink())
  expect(links).toHaveLength(3 * processesAhead)
  expect(readdirSync(dataDir).filter(name => name.startsWith('.licet-'))).toEqual([])
})
