/**
 * The page of all error codes, as Markdown, from the tables that the programs themselves answer with.
 *
 * @param {Record<string, { step: string, message: string }>} licenseErrors - Refusals of signed artifacts.
 * @param {Record<string, { status: number, message: string, remedy?: string }>} httpErrors - Everything else that a server answers.
 * @param {Record<string, string>} issuerErrors - Refusals to sign, open or build.
 * @param {Record<string, string>} cliErrors - Commands that could not do what was asked.
 * @param {Record<string, string>} activationErrors - What an installation could not do, or did not take, when being activated.
 * @returns {string}
 */
export function errorsPage(licenseErrors, httpErrors, issuerErrors, cliErrors, activationErrors) {
  const steps = Map.groupBy(Object.entries(licenseErrors), ([, { step }]) => step)
  return [
    '# Error codes',
    '',
    'Generated from the code by `npm run docs`; a test compares the two.',
    '',
    'Every refusal carries one of these codes: in the `code` of an HTTP answer, in `licet … --json`, and in the panel, where it is what to tell',
    'support. A code never changes its meaning. A message never contains a token, a key, a password or the value of a claim.',
    '',
    '- Pasted something? See [signed artifacts](#signed-artifacts).',
    '- A call of the Hub? See [HTTP](#http).',
    '- Signing, keys, trust files? See [issuer](#issuer).',
    '- Being activated? See [activation](#activation), and [troubleshooting](troubleshooting.md).',
    '- Any other command? See [command line](#command-line).',
    '- At night? See [break-glass](break-glass.md).',
    '',
    '## Signed artifacts',
    '',
    'A license, keyset, revocation list, activation or bundle that is refused. The Hub answers 422, unless a table below says otherwise, and what',
    'was in force before stays in force. The steps stand in the order in which they are checked; the first that fails is the one reported.',
    'Where nothing else is said: ask the vendor to send it again, as a file, and give them the code.',
    '',
    ...[...steps].flatMap(([step, entries]) => [`### Step: ${step}`, '', ...licenseTable(entries)]),
    '## HTTP',
    '',
    'Where the sentence does not say what to do:',
    '',
    '- `400`, `404`, `405`, `415`: the call is wrong. `/api/docs` of the Hub describes it, and `fields` names what is amiss.',
    '- `401`: sign in again, or send another key. `403`: use a credential that may do this; an administrator can do everything.',
    '- `402`, `409`, `422`: the call is right, and the Hub says no. Nothing was changed; the sentence says what stands in the way.',
    '- `408`, `429`, `503`: try again, after `Retry-After` seconds where it is given.',
    '- `500`: look for the `requestId` in the log of the Hub.',
    '',
    ...httpTable(Object.entries(httpErrors)),
    '## Issuer',
    '',
    'The `licet` commands that sign, or that open and build keys and trust files. Exit code 2, and nothing was written. A claim or field is named where it matters.',
    '',
    ...sentenceTable(Object.entries(issuerErrors)),
    '## Activation',
    '',
    'What an installation does not take, or cannot do, when it is activated: in the panel, and in `licet activate`, `apply` and the like. Nothing was changed.',
    '',
    ...sentenceTable(Object.entries(activationErrors)),
    '## Command line',
    '',
    'Every other way in which a `licet` command cannot do what was asked. Exit code 2. An answer that is merely "no" has exit code 1 and a code of the first table.',
    '',
    ...sentenceTable(Object.entries(cliErrors)),
  ].join('\n')
}

/** @param {[string, { message: string }][]} entries */
function licenseTable(entries) {
  return sentenceTable(entries.map(([code, { message }]) => [code, message]))
}

/** @param {[string, string][]} entries */
function sentenceTable(entries) {
  return [
    '| code | what it says |',
    '|---|---|',
    ...entries.map(([code, sentence]) => `| \`${code}\` | ${cell(sentence)} |`),
    '',
  ]
}

/** @param {[string, { status: number, message: string, remedy?: string }][]} entries */
function httpTable(entries) {
  const rows = entries
    .toSorted(([, a], [, b]) => a.status - b.status)
    .map(
      ([code, { status, message, remedy }]) =>
        `| ${status} | \`${code}\` | ${cell([message, remedy].filter(Boolean).join(' '))} |`,
    )
  return ['| status | code | what it says |', '|---|---|---|', ...rows, '']
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|')
}
