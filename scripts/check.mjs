import { staticSteps } from './run/step-list.mjs'
import { runSteps } from './run/steps.mjs'
import { runMain } from './setup/progress.mjs'
import { setUp } from './setup.mjs'

/** `npm run check`: format, lint, types, boundaries, unused code, repository rules. */
async function check() {
  const { env } = await setUp()
  return runSteps(staticSteps, env)
}

await runMain(check)
