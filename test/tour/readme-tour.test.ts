import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../support/built.ts'
import { createDirectory } from '../support/data-directory.ts'
import { type Program, runProgram, startProgram } from '../support/program.ts'
import { parseTour, splitOutput, tourScript } from './tour-script.ts'

const blocks = parseTour(readFileSync(`${repositoryRoot}README.md`, 'utf8'))
let hub: Program
let outputs: string[]
let errors: string

beforeAll(async () => {
  const dataDir = createDirectory()
  const env = { HUB_DATA_DIR: dataDir, HUB_PORT: '0', CONTROL_PORT: 'off' }
  hub = startProgram(process.execPath, ['scripts/start.mjs'], { cwd: repositoryRoot, env })
  const [, address = ''] = await hub.line(/^Hub (http\S+)$/m, 50_000)
  const script = tourScript(blocks, { 'http://127.0.0.1:2000': address, 'data/hub': dataDir })
  const run = await runProgram('bash', ['-c', script], { cwd: repositoryRoot })
  outputs = splitOutput(run.stdout)
  errors = run.stderr
})

afterAll(async () => {
  hub.child.kill('SIGTERM')
  await hub.finished
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
