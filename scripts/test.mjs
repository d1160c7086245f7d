import { listTestSteps, staticSteps } from './run/step-list.mjs'
import { runSteps } from './run/steps.mjs'
import { runMain } from './setup/progress.mjs'
import { setUp } from './setup.mjs'

/** `npm test`: sets up what is missing, then runs every check and test that fits in a quarter of an hour on two cores. */
async function test() {
  const { env } = await setUp()
  return runSteps([...staticSteps, ...(await listTestSteps())], env)
}

await runMain(test)
