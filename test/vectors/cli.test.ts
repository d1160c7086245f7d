import { expect, test } from 'vitest'
import { cliKinds, cliSubject } from './cli-subject.ts'
import { runVectors } from './run-vectors.ts'

test('the built command line answers every vector as expected, with the exit code that goes with it', async () => {
  const { run, differences } = await runVectors(await cliSubject(), { repairs: false, kinds: cliKinds })
  expect(differences).toEqual([])
  expect(run).toBeGreaterThan(500)
}, 600_000)
