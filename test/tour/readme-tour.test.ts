import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../support/built.ts'
import { createDirectory } from '../support/data-directory.ts'
import { type Program, runProgram, startProgram } from '../support/program.ts'
import { parseTour, splitOutput, tourScript } from './tour-script.ts'

const blocks = parseTour(readFileSync(`${repositoryRoot}README.md`, 'utf8'))
let both: Program
let outputs: string[]
let errors: string

beforeAll(async () => {
  const hubDir = createDirectory('hub')
  const controlDir = createDirectory('control')
  const env = { HUB_DATA_DIR: hubDir, HUB_PORT: '0', CONTROL_DATA_DIR: controlDir, CONTROL_PORT: '0' }
  both = startProgram(process.execPath, ['scripts/start.mjs'], { cwd: repositoryRoot, env })
  const [, control = ''] = await both.line(/^Control (http\S+)$/m, 100_000)
  const [, hub = ''] = await both.line(/^Hub (http\S+)$/m, 50_000)
  const script = tourScript(blocks, {
    'http://127.0.0.1:2000': hub,
    'http://127.0.0.1:2100': control,
    'data/hub': hubDir,
    'data/control': controlDir,
  })
  const run = await runProgram('bash', ['-c', script], { cwd: repositoryRoot })
  outputs = splitOutput(run.stdout)
  errors = run.stderr
}, 170_000)

afterAll(async () => {
  both.child.kill('SIGTERM')
  await both.finished
})

describe('the tour of the README', () => {
  it('runs to its end', () => {
    expect(blocks.length).toBeGreaterThan(4)
    expect(outputs, errors).toHaveLength(blocks.length)
  })

  it.each(blocks.map((block, index) => ({ index, ...block })))(
    'prints what the README says: block $index',
    ({ index, expected }) => {
      for (const text of expected) expect(outputs[index], errors).toContain(text)
    },
  )
})
