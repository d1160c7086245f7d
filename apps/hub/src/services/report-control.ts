import { unreachableTexts } from '@licet/activation'
import type { ActivationReport } from '@licet/api'
import type { ContactNeed } from '../activation/contact-need.ts'
import type { HubDeps } from '../deps.ts'
import type { ControlContact } from '../store/control-contact.ts'

/** Says how the contact with the activation server stands; where none is configured, that there is none. */
export function reportControl(
  { control }: Pick<HubDeps, 'control'>,
  contact: ControlContact,
  need: ContactNeed | null,
): ActivationReport['control'] {
  const { lastAt, lastOutcome, lastCode, lastMessage, nextAt } = contact
  const isSubject = need !== null && need.subject === contact.subject
  return {
    host: control.client?.host ?? null,
    heartbeatSeconds: need?.license?.claims.policy.heartbeatSeconds ?? null,
    lastContact:
      lastAt === null || lastOutcome === null
        ? null
        : { at: lastAt, outcome: lastOutcome, code: lastCode, message: sentenceOf(lastCode, lastMessage) },
    lastAnsweredAt: contact.answeredAt,
    nextContactAt: control.client !== null && isSubject ? nextAt : null,
    failures: contact.failures,
    cloneSuspectedAt: contact.cloneSuspectedAt,
    message: contact.message,
  }
}

/** What a contact ended with, in a sentence. */
export function sentenceOf(code: string, message: string): string {
  const found = Object.entries(unreachableTexts).find(([cause]) => cause === code)
  return found?.[1] ?? message
}
