import { readFileSync } from 'node:fs'
import { parseTrust } from '@licet/license'
import { expect, it } from 'vitest'
import { repositoryRoot } from './repository.ts'

const trust: unknown = JSON.parse(readFileSync(`${repositoryRoot}keys/trust.json`, 'utf8'))

it('builds in a trust file that the verifier accepts', async () => {
  await expect(parseTrust(trust)).resolves.toMatchObject({ issuer: 'aidoo.biz' })
})

it('never builds in a private key', () => {
  expect(JSON.stringify(trust)).not.toMatch(/"(d|k|p|q)":/)
})
