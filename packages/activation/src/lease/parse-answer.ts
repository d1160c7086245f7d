import { type ArtifactKind, recogniseArtifact, repairPaste } from '@licet/license'
import { ActivationError } from '../errors.ts'
import type { Answer } from './take-answer.ts'

/** An answer that says nothing. */
export const emptyAnswer: Answer = { activation: null, license: null, keyset: null, revocations: null }

const partsMax = 16

/**
 * Reads what came back by hand: an activation code (a bundle), or one signed artifact on its own. Repairs what mail and
 * terminals do to text; verifies nothing.
 *
 * @throws {LicenseError} PASTE_EMPTY, TOKEN_TOO_LARGE
 * @throws {ActivationError} ANSWER_UNKNOWN
 */
export function parseAnswer(text: string): Answer {
  const { token, kind } = repairPaste(text)
  if (kind !== 'bundle') return answerOf([{ kind, text: token }])
  const { artifacts } = JSON.parse(token) as { artifacts: unknown[] }
  if (artifacts.length > partsMax) throw new ActivationError('ANSWER_UNKNOWN')
  return answerOf(
    artifacts.map(part => {
      if (typeof part !== 'string') throw new ActivationError('ANSWER_UNKNOWN')
      return { kind: recogniseArtifact(part), text: part }
    }),
  )
}

function answerOf(parts: readonly { kind: ArtifactKind; text: string }[]): Answer {
  const answer = { ...emptyAnswer }
  for (const { kind, text } of parts) {
    // Of two of a kind it cannot be told which one is meant.
    if (!isPart(kind) || answer[kind] !== null) throw new ActivationError('ANSWER_UNKNOWN', kind)
    answer[kind] = text
  }
  return answer
}

function isPart(kind: ArtifactKind): kind is keyof Answer {
  return kind in emptyAnswer
}
