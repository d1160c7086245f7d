/**
 * The page of all error codes, as Markdown, from the two tables that the programs themselves answer with.
 *
 * @param {Record<string, { step: string, message: string }>} licenseErrors - Refusals of signed artifacts.
 * @param {Record<string, { status: number, message: string, remedy?: string }>} httpErrors - Everything else that a server answers.
 * @returns {string}
 */
export function errorsPage(licenseErrors, httpErrors) {
  const steps = Map.groupBy(Object.entries(licenseErrors), ([, { step }]) => step)
  return [
    '# Error codes',
    '',
    'Generated from the code by `npm run docs`; a test compares the two.',
    '',
    'Every refusal carries one of these codes: in the `code` of an HTTP answer, in `licet … --json`, and in the panel, where it is what to tell',
    'support. A code never changes its meaning. A message never contains a token, a key, a password or the value of a claim.',
    '',
    '## Signed artifacts',
    '',
    'A license, keyset, revocation list, activation or bundle that is refused. The Hub answers 422, unless a table below says otherwise, and what',
    'was in force before stays in force. The steps stand in the order in which they are checked; the first that fails is the one reported.',
    '',
    ...[...steps].flatMap(([step, entries]) => [`### Step: ${step}`, '', ...table(entries)]),
    '## HTTP',
    '',
    ...httpTable(Object.entries(httpErrors)),
  ].join('\n')
}

/** @param {[string, { message: string }][]} entries */
function table(entries) {
  return [
    '| code | what it says |',
    '|---|---|',
    ...entries.map(([code, { message }]) => `| \`${code}\` | ${cell(message)} |`),
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
