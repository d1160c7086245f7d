/** What a colour may mean. Never alone: an icon and a word stand beside it. */
export type Tone = 'ok' | 'notice' | 'danger' | 'calm' | 'info'

/** Class that sets `--tone-text`, `--tone-ground` and `--tone-fill`. */
export function toneClass(tone: Tone): string {
  return `licet-${tone}`
}
