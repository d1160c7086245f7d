import type { PasswordWeakness } from '@licet/api'
import { type MatchExtended, ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as english from '@zxcvbn-ts/language-en'
import { familiarPasswords, productWords } from './familiar-words.ts'

// The time grows with length and with symbols that may stand for letters: this keeps one estimate at some 20 ms at most.
const charactersMax = 64
const substitutionsMax = 8

const estimator = new ZxcvbnFactory({
  dictionary: {
    ...common.dictionary,
    ...english.dictionary,
    product: [...productWords],
    familiar: [...familiarPasswords],
  },
  graphs: common.adjacencyGraphs,
  l33tMaxSubstitutions: substitutionsMax,
})

/**
 * Estimates how many guesses a password takes, and what makes it guessable.
 *
 * The module holds some megabytes of dictionaries and is imported when a password is first chosen.
 *
 * @param password - In NFC. Of a long one the first 64 characters are evaluated.
 * @param ownWords - Words that somebody who knows the account tries first.
 */
export function estimateGuesses(
  password: string,
  ownWords: readonly string[],
): { guesses: number; weakness: PasswordWeakness } {
  const { guesses, sequence } = estimator.check(password.slice(0, charactersMax), [...ownWords])
  return { guesses, weakness: weaknessOf(sequence) }
}

// The longest part that is not merely random says why.
function weaknessOf(sequence: readonly MatchExtended[]): PasswordWeakness {
  const known = sequence.filter(({ pattern }) => pattern !== 'bruteforce' && pattern !== 'separator')
  const [longest] = known.toSorted((a, b) => b.token.length - a.token.length)
  if (longest === undefined) return 'guessable'
  if (longest.pattern === 'dictionary') {
    const dictionary = 'dictionaryName' in longest ? String(longest['dictionaryName']) : ''
    if (dictionary === 'userInputs' || dictionary === 'product') return 'personal'
    return sequence.length === 1 ? 'listed' : 'words'
  }
  return weaknesses[longest.pattern] ?? 'guessable'
}

const weaknesses: Readonly<Record<string, PasswordWeakness>> = {
  spatial: 'keyboard',
  repeat: 'repeated',
  sequence: 'sequence',
  wordSequence: 'sequence',
  date: 'date',
  regex: 'date',
}
