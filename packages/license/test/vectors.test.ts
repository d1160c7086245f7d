import { expect, test } from 'vitest'
import { packageSubject } from '../../../test/vectors/package-subject.ts'
import { loadVectors, runVectors } from '../../../test/vectors/run-vectors.ts'
import * as licensing from '../src/index.ts'

test('answers every vector as expected', async () => {
  const { differences } = await runVectors(packageSubject(licensing, { repairs: false }), { repairs: false })
  expect(differences).toEqual([])
})

test('the paste repair makes a difference only where the vectors say so', async () => {
  const { differences } = await runVectors(packageSubject(licensing, { repairs: true }), { repairs: true })
  expect(differences).toEqual([])
})

test('every error code has a vector', () => {
  const answers = new Set(
    loadVectors().cases.flatMap(({ expect: strict, repaired = strict }) => [strict, repaired]),
  )
  expect(Object.keys(licensing.licenseErrors).filter(code => !answers.has(code))).toEqual([])
})

test('a vector never leaves anything behind on prototypes', () => {
  expect(({} as { admin?: unknown }).admin).toBeUndefined()
})
