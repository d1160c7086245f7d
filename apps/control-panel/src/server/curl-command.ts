/** A call of the server as the pages make it. */
export interface ServerCall {
  path: string
  body: unknown
}

/**
 * The same call as a line for a shell. The token stands in it as `$LICET_TOKEN`, never itself.
 *
 * @param origin - Of the server, `https://host`.
 */
export function curlCommand(origin: string, { path, body }: ServerCall): string {
  return [
    `curl --fail-with-body -X POST ${quoted(`${origin}${path}`)}`,
    `-H "Authorization: Bearer $LICET_TOKEN"`,
    `-H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ')
}

/** In single quotes nothing means anything to a shell but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
