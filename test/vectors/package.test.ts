import * as built from '@licet/license'
import { expect, test } from 'vitest'
import { packageSubject } from './package-subject.ts'
import { runVectors } from './run-vectors.ts'

test('the built license package answers every vector as expected', async () => {
  const { run, differences } = await runVectors(packageSubject(built, { repairs: false }), { repairs: false })
  expect(differences).toEqual([])
  expect(run).toBeGreaterThan(500)
})

test('the built paste repair makes a difference only where the vectors say so', async () => {
  const { differences } = await runVectors(packageSubject(built, { repairs: true }), { repairs: true })
  expect(differences).toEqual([])
})
