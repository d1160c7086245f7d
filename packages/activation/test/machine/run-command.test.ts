import { expect, test } from 'vitest'
import { runCommand } from '../../src/machine/run-command.ts'

const node = process.execPath

test('returns what a program printed, and passes arguments as they are', async () => {
  expect(await runCommand(node, ['-e', 'console.log(process.argv[1])', '$(id); "x"'])).toBe('$(id); "x"\n')
})

test.each([
  ['a program that is missing', 'licet-no-such-program', []],
  ['a program that fails', node, ['-e', 'console.log(1); process.exit(3)']],
  ['a program that prints without end', node, ['-e', 'for (;;) console.log("x".repeat(65536))']],
  ['a program that waits for input', node, ['-e', 'process.stdin.on("end", () => process.exit(1)).resume()']],
])('returns nothing of %s', async (_, file, args) => {
  expect(await runCommand(file, args)).toBeNull()
})

test('gives up after three seconds, also where a program left another one behind', async () => {
  const orphan = `require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 8000)'], { stdio: 'inherit', detached: true }).unref(); setTimeout(() => {}, 60000)`
  const started = performance.now()
  expect(await runCommand(node, ['-e', orphan])).toBeNull()
  expect(performance.now() - started).toBeLessThan(7000)
})
