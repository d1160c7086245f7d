import { listTestSteps, longSteps, staticSteps } from './run/step-list.mjs'
import { runSteps } from './run/steps.mjs'
import { runMain } from './setup/progress.mjs'
import { setUp } from './setup.mjs'

/** How much the long run does of what `npm test` does a little of; each can be overridden from outside. */
const amounts = {
  LICET_MUTANTS: '1000000',
  LICET_VALID: '10000',
  LICET_KILLS: '200',
  LICET_SEAT_TRIALS: '50',
  LICET_RACES: '1000',
  LICET_CLOCK_HISTORIES: '2000',
}

/** `npm run verify`: all of `npm test` in its long variant, and what only belongs here. An hour or more. */
async function verify() {
  const { env } = await setUp()
  return runSteps([...staticSteps, ...(await listTestSteps()), ...longSteps], {
    ...amounts,
    ...env,
    LICET_LONG: '1',
  })
}

await runMain(verify)
