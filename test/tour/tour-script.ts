/** A fenced block of the tour: the commands as they stand there, and what their output must contain. */
export interface TourBlock {
  commands: string
  expected: string[]
}

/**
 * The `sh` blocks between `<!-- tour -->` and `<!-- /tour -->` of a Markdown page, in their order.
 *
 * A line `# → text` says that what the block prints contains the text.
 */
export function parseTour(markdown: string): TourBlock[] {
  const tour = /<!-- tour -->(.*)<!-- \/tour -->/s.exec(markdown)?.[1] ?? ''
  return [...tour.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands = '']) => ({
    commands,
    expected: [...commands.matchAll(/^# → (.*)$/gm)].map(([, text = '']) => text.trim()),
  }))
}

const mark = '=====next block====='

/** One script of all blocks, as variables of one are used in the next; {@link splitOutput} takes its output apart. */
export function tourScript(blocks: readonly TourBlock[], replace: Readonly<Record<string, string>>): string {
  const text = blocks.map(({ commands }) => commands).join(`\necho '${mark}'\n`)
  return Object.entries(replace).reduce(
    (script, [from, to]) => script.replaceAll(from, to),
    `set -eu\n${text}`,
  )
}

/** What each block printed. */
export function splitOutput(output: string): string[] {
  return output.split(`${mark}\n`)
}
