/** What makes a password guessable, as `weakness` beside PASSWORD_COMMON, and the sentence for it in `fields`. */
export const passwordWeaknesses = {
  listed: 'This is one of the best-known passwords; choose another.',
  words: 'A common word with a few characters more is guessed soon; add further, unrelated words.',
  personal: 'This is little more than the name, the address or the product; add further, unrelated words.',
  keyboard: 'Keys that lie side by side are guessed soon; use several unrelated words.',
  repeated: 'Something repeated is guessed as soon as one of it; use several unrelated words.',
  sequence: 'A sequence, such as abc or 123, is guessed soon; use several unrelated words.',
  date: 'Dates and years are guessed soon; use several unrelated words.',
  guessable: 'This is guessed soon; use a longer password, of several unrelated words.',
} as const satisfies Record<string, string>

export type PasswordWeakness = keyof typeof passwordWeaknesses
