import type { Directive as DirectiveView } from '@licet/api/control'
import type { StoredLicense } from '../store/licenses.ts'
import type { StoredMachine } from '../store/stored-machine.ts'

/** What the vendor publishes for everybody; null: nothing yet. */
export interface Published {
  keyset: { sequence: number; text: string } | null
  revocations: { sequence: number; text: string } | null
}

/** An answer stays below what an installation reads of one. */
const carriedBytesMax = 24_576

/** What may travel with an answer; null where it is too long, and has to be published or carried by itself. */
export function carried(artifact: Published['keyset']): Published['keyset'] {
  return artifact !== null && artifact.text.length <= carriedBytesMax ? artifact : null
}

/**
 * What a machine has to be told beside its lease: a change of verdict, and whatever it is not known to have.
 *
 * @param before - The machine as it was when it asked.
 * @param verdict - What the lease says.
 * @returns The directives, and what the machine will have once it has taken them.
 */
export function directivesFor(
  before: StoredMachine,
  license: Pick<StoredLicense, 'revision' | 'token' | 'message'>,
  verdict: StoredMachine['answerDirective'],
  published: Published,
): {
  directives: DirectiveView[]
  sent: Pick<StoredMachine, 'sentRevision' | 'sentKeyset' | 'sentRevocations'>
} {
  const { revision, token, message } = license
  const { keyset, revocations } = published
  const directives: DirectiveView[] = []
  if (verdict !== 'none') directives.push({ type: verdict })
  else if (before.answerDirective !== 'none') directives.push({ type: 'reactivate' })
  if (token !== null && revision > before.knownRevision)
    directives.push({ type: 'refresh_license', artifact: token })
  const isNews = (artifact: Published['keyset'], known: number): boolean =>
    (carried(artifact)?.sequence ?? 0) > known
  if (isNews(keyset, before.knownKeyset)) directives.push({ type: 'keyset', artifact: keyset?.text })
  if (isNews(revocations, before.knownRevocations))
    directives.push({ type: 'revocations', artifact: revocations?.text })
  if (message !== null) directives.push({ type: 'message', text: message })
  return {
    directives,
    sent: {
      sentRevision: revision,
      sentKeyset: keyset?.sequence ?? 0,
      sentRevocations: revocations?.sequence ?? 0,
    },
  }
}

/** A machine that has shown that it took its last answer has what came with it. */
export function confirmTaken(machine: StoredMachine, previousId: string | null): StoredMachine {
  if (previousId === null || previousId !== machine.answerId) return machine
  return {
    ...machine,
    knownRevision: machine.sentRevision,
    knownKeyset: machine.sentKeyset,
    knownRevocations: machine.sentRevocations,
  }
}
