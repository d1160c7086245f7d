import type { Context } from '../context.ts'

/** Prints one answer: as one JSON object on one line under `--json`, else as the text written for people. */
export function printAnswer(context: Context, json: boolean | undefined, answer: object, text: string): void {
  if (json) context.out(`${JSON.stringify(answer)}\n`)
  else context.out(text.endsWith('\n') ? text : `${text}\n`)
}
