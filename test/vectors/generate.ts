import { writeFileSync } from 'node:fs'
import { artifactCases } from './artifact-cases.ts'
import { claimCases } from './claim-cases.ts'
import { headerCases } from './header-cases.ts'
import { jwsCases, jwsTrusts } from './jws-cases.ts'
import { requestCases } from './request-cases.ts'
import { signatureCases } from './signature-cases.ts'
import { structureCases } from './structure-cases.ts'
import { trustCases, trustFiles, usableTrusts } from './trust-cases.ts'
import type { VectorFile } from './vector-file.ts'
import { now } from './world.ts'

/**
 * Writes `license.json`, with keys that are made here and forgotten at the end: `node test/vectors/generate.ts`.
 *
 * The answers stand in the cases, written by hand; nothing here asks the code under test.
 */
const file: VectorFile = {
  comment:
    'One case for each check: token (or trust file) in, answer out. "expect" is "genuine" or an error code; "repaired" is the answer where the paste repair comes first, if it differs.',
  now,
  trusts: { ...usableTrusts, ...jwsTrusts, ...trustFiles },
  cases: [
    ...structureCases,
    ...headerCases,
    ...signatureCases,
    ...claimCases,
    ...artifactCases,
    ...requestCases,
    ...jwsCases,
    ...trustCases,
  ],
}

writeFileSync(new URL('license.json', import.meta.url), `${stringify(file)}\n`)

/** One case a line, so that a change of one is a change of one line. */
function stringify({ comment, now: at, trusts, cases }: VectorFile): string {
  const trustLines = Object.entries(trusts).map(
    ([name, trust]) => `${JSON.stringify(name)}: ${JSON.stringify(trust)}`,
  )
  const caseLines = cases.map(one => JSON.stringify(one))
  return `{\n"comment": ${JSON.stringify(comment)},\n"now": ${at},\n"trusts": {\n${trustLines.join(',\n')}\n},\n"cases": [\n${caseLines.join(',\n')}\n]\n}`
}
