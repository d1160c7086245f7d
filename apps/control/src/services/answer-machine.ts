import { randomBytes } from 'node:crypto'
import type { Directive as DirectiveView } from '@licet/api/control'
import { issuedAheadSecondsMax, type RequestClaims, requestSecondsMax } from '@licet/license'
import { confirmTaken, directivesFor } from '../licensing/directives-for.ts'
import { leaseClaims } from '../licensing/lease-claims.ts'
import type { StoredLicense } from '../store/licenses.ts'
import type { Directive, StoredMachine } from '../store/stored-machine.ts'
import type { Round } from './round.ts'

/** A signed answer, and the machine as it stands once it has taken it. */
export interface MachineAnswer {
  machine: StoredMachine
  token: string
  directives: DirectiveView[]
}

/** What a machine is answered with. */
export interface AnswerFacts {
  license: StoredLicense
  /** As it was when it asked. */
  machine: StoredMachine
  request: RequestClaims | null
  directive: Directive
  /** The license, keyset and revocations go with the answer as they are, so there is nothing to direct. */
  complete: boolean
}

/**
 * Signs the next lease of a machine. Nothing is written here: whoever asked saves the machine.
 *
 * @throws {HttpError} SIGNING_UNAVAILABLE
 */
export async function answerMachine(round: Round, facts: AnswerFacts): Promise<MachineAnswer> {
  const { license, request, directive, complete } = facts
  const { now, published } = round
  const before = confirmTaken(facts.machine, request?.previousId ?? null)
  const { directives, sent } = directivesFor(before, license, directive, published)
  const id = createActivationId()
  const message = license.message ?? (complete ? round.activationMessage : '')
  const { token, endsAt } = await signLease(round, { ...facts, machine: before, id, message })
  const counter = request === null ? before.counter : request.counter + 1
  const machine: StoredMachine = {
    ...before,
    ...sent,
    lastSeenAt: now,
    leaseEndsAt: endsAt,
    counter,
    counterMax: Math.max(before.counterMax, counter),
    chainOpen: request === null || (!request.chained && mayGoOnUnchained(before)),
    formerAnswerId: before.answerId,
    answerId: id,
    answerRequest: request?.id ?? null,
    answerRequestEndsAt: request === null ? null : requestEnd(request, now),
    answerToken: token,
    answerDirective: directive,
  }
  return { machine, token, directives }
}

/** An installation makes another request an hour before the one that it carries is too old; clocks differ by some of that. */
const madeAnewSeconds = 7200

/**
 * Until when another request from the same place in the chain is what a copy would send: the installation repeats this one till
 * then. By this clock where the one that the request was made by is wrong.
 */
function requestEnd({ iat, exp }: RequestClaims, now: number): number {
  const isPlausible = iat <= now + issuedAheadSecondsMax && now < exp
  return isPlausible ? exp - madeAnewSeconds : now + requestSecondsMax
}

/** A machine that has never said which answer it goes on from need not begin to; one that did is held to it. */
function mayGoOnUnchained({ answerId, chainOpen }: StoredMachine): boolean {
  return answerId === null || chainOpen
}

/**
 * Signs a verdict for a machine that asked by its own key; it holds nothing, so nothing is kept of it.
 *
 * @throws {HttpError} SIGNING_UNAVAILABLE
 */
export async function signVerdict(
  round: Round,
  license: StoredLicense,
  request: RequestClaims,
  directive: Exclude<Directive, 'none'>,
): Promise<string> {
  const machine = { machineId: request.uid, fingerprint: request.fingerprint, installationId: null }
  const id = createActivationId()
  const { token } = await signLease(round, { license, machine, request, directive, id, message: '' })
  return token
}

async function signLease(
  { deps, signer, signsAt }: Round,
  facts: Pick<AnswerFacts, 'license' | 'request' | 'directive'> & {
    machine: Pick<StoredMachine, 'machineId' | 'fingerprint' | 'installationId'>
    id: string
    message: string
  },
): Promise<{ token: string; endsAt: number }> {
  const { machine, request } = facts
  const { claims, endsAt } = leaseClaims({
    ...facts,
    issuer: deps.trust.issuer,
    audience: request?.installationId ?? machine.installationId ?? machine.machineId,
    machineId: machine.machineId,
    fingerprint: machine.fingerprint,
    now: signsAt,
  })
  return { token: await signer.sign('activation', 'activation+jwt', claims), endsAt }
}

/** `act_` and 128 random bits. */
export function createActivationId(): string {
  return `act_${randomBytes(16).toString('hex')}`
}
