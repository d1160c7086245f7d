import { writeFile } from 'node:fs/promises'
import { cliErrors } from '../apps/cli/src/errors.ts'
import { activationErrors } from '../packages/activation/src/errors.ts'
import { answerRefusals } from '../packages/activation/src/lease/answer-refusals.ts'
import { httpErrors } from '../packages/api/src/errors.ts'
import { issuerErrors } from '../packages/issuer/src/errors.ts'
import { licenseErrors } from '../packages/license/src/errors.ts'
import { errorsPage } from './docs/errors-page.mjs'
import { runMain } from './setup/progress.mjs'
import { inRoot } from './setup/root.mjs'

/** `npm run docs`: writes `docs/errors.md` from the code tables. */
async function writeErrorsPage() {
  const activation = { ...activationErrors, ...answerRefusals }
  const page = errorsPage(licenseErrors, httpErrors, issuerErrors, cliErrors, activation)
  await writeFile(inRoot('docs', 'errors.md'), page)
}

await runMain(writeErrorsPage)
