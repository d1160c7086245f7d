import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { repositoryRoot } from '../support/built.ts'
import { startProgram } from '../support/program.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'licet-supervise-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const serves = "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000);"

/** Supervises two programs, given as JavaScript; each is ready when it prints its name. */
function superviseTwo(first: string, second: string): ReturnType<typeof startProgram> {
  const main = path.join(folder, `${crypto.randomUUID()}.mjs`)
  const program = (name: string, code: string): string =>
    `lines => ({ name: '${name}', file: process.execPath, args: ['-e', ${JSON.stringify(code)}], env: { ...process.env, BEFORE: lines.join() }, readyLine: /^${name}/ })`
  writeFileSync(
    main,
    `import { supervise } from ${JSON.stringify(`${repositoryRoot}scripts/run/supervise.mjs`)}
     process.exitCode = await supervise([${program('Control', first)}, ${program('Hub', second)}])`,
  )
  return startProgram(process.execPath, [main])
}

it('starts the second when the first is ready, and tells it the first one’s line', async () => {
  const run = superviseTwo(
    `${serves} console.log('Control http://127.0.0.1:1')`,
    `${serves} console.log('Hub beside ' + process.env.BEFORE)`,
  )
  await run.line(/^Hub beside Control http:\/\/127\.0\.0\.1:1$/m)
  run.child.kill('SIGTERM')
  expect((await run.finished).code).toBe(0)
})

it('stops the other and ends with the code of the one that died', async () => {
  const run = superviseTwo(`${serves} console.log('Control')`, "console.log('Hub'); process.exit(3)")
  expect(await run.finished).toMatchObject({ code: 3, stdout: 'Control\nHub\n' })
})

it('never ends with 0 when a program ends that nobody asked to', async () => {
  const run = superviseTwo(`${serves} console.log('Control')`, "console.log('Hub')")
  expect((await run.finished).code).not.toBe(0)
})

it('never starts the second when the first dies before it is ready', async () => {
  const run = superviseTwo('process.exit(1)', `${serves} console.log('Hub')`)
  expect(await run.finished).toMatchObject({ code: 1, stdout: '' })
})

it('stops what it runs when the shell that started it is gone', async () => {
  const main = path.join(folder, 'orphan.mjs')
  const code = `${serves} console.log('Hub ' + process.pid)`
  writeFileSync(
    main,
    `import { supervise } from ${JSON.stringify(`${repositoryRoot}scripts/run/supervise.mjs`)}
     await supervise([() => ({ name: 'Hub', file: process.execPath, args: ['-e', ${JSON.stringify(code)}], env: process.env, readyLine: /^Hub/ })])`,
  )
  // The second command keeps the shell from handing its own place to the first.
  const run = startProgram('sh', ['-c', `"${process.execPath}" "${main}"; true`])
  const [line] = await run.line(/^Hub \d+$/m)
  run.child.kill('SIGTERM')
  await expect.poll(() => isAlive(Number(line.split(' ')[1])), { timeout: 10_000 }).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
