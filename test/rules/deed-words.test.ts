import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repositoryRoot } from '../support/built.ts'

const action =
  /'((?:activation|admin|audit|backup|keyset|license|notification|profile|revocations|second_factor|service_key|session|settings|setup|usage|user)\.[a-z_]+)'/g

test('everything that a Hub audits has a word in its panel', () => {
  const folder = join(repositoryRoot, 'apps/hub/src/services')
  const texts = readFileSync(
    join(repositoryRoot, 'apps/hub-panel/src/language/english/operations.ts'),
    'utf8',
  )
  const actions = readdirSync(folder).flatMap(name =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(action)].map(([, found = '']) => found),
  )
  expect(actions.length).toBeGreaterThan(20)
  const nameless = actions.filter(found => !texts.includes(`    ${found.replaceAll('.', '_')}:`))
  expect(nameless).toEqual([])
})
