import { hash } from 'node:crypto'
import { timeOfAnswer } from '@licet/activation'
import {
  type ArtifactKind,
  inspectKeyset,
  isRevoked,
  LicenseError,
  type RevocationList,
  recogniseArtifact,
  repairPaste,
  type Trust,
  type VerifiedLicense,
  verifyLicense,
  verifyRevocations,
} from '@licet/license'
import { HttpError } from '@licet/server'
import { activationOf, type Snapshot } from './snapshot.ts'
import { type AnswerContext, type PlannedActivation, takeActivation } from './take-activation.ts'
import { applyKeyset, joinTrust } from './trust.ts'

/** A pasted text, repaired and recognised; nothing in it is believed yet. */
export interface Paste {
  kind: ArtifactKind
  text: string
  removed: string[]
}

/** A pasted text whose every part is genuine, and what would hold once it was loaded. */
export interface ArtifactPlan extends Paste {
  /** Names the text, whatever was repaired around it. */
  digest: string
  keysets: { text: string; sequence: number }[]
  revocations: { text: string; list: RevocationList } | null
  license: { token: string; verified: VerifiedLicense } | null
  activation: PlannedActivation | null
  trust: Trust
  /** The revocation list that holds afterwards. */
  revocationsAfter: RevocationList | null
  /** Times that trusted keys have signed, epoch seconds. */
  signedAt: number[]
}

const partsMax = 64
const loadOrder: readonly ArtifactKind[] = ['keyset', 'revocations', 'license', 'activation']

/** Repairs and recognises a pasted text. @throws {LicenseError} PASTE_EMPTY, TOKEN_TOO_LARGE */
export function readPaste(pasted: string): Paste {
  const { token, kind, removed } = repairPaste(pasted)
  return { kind, text: token, removed: [...removed] }
}

/**
 * Verifies every part of a pasted text: keysets first, then revocation lists under the trust they make, then licenses, then
 * activations. All parts of a bundle must hold, or none counts.
 *
 * Beside an activation, a keyset or revocation list that is older than what is stored is passed over: the answer of an
 * activation server carries whatever it has.
 *
 * @param snapshot - What is stored now.
 * @throws {LicenseError} at the first part that is not genuine.
 * @throws {AnswerNotTaken} an activation that may not be stored here.
 * @throws {HttpError} SHORT_KEY_OFFLINE, ARTIFACT_UNSUPPORTED, MACHINE_MISMATCH
 */
export async function planArtifact(
  paste: Paste,
  snapshot: Snapshot,
  context: AnswerContext,
): Promise<ArtifactPlan> {
  const parts = partsOf(paste).toSorted((a, b) => loadOrder.indexOf(a.kind) - loadOrder.indexOf(b.kind))
  const plan: ArtifactPlan = {
    ...paste,
    digest: hash('sha256', paste.text),
    keysets: [],
    revocations: null,
    license: null,
    activation: null,
    trust: snapshot.trust,
    revocationsAfter: snapshot.revocations,
    signedAt: [],
  }
  let chains = snapshot.chains
  // What comes with an answer to a request of ours is judged by the time that the answer tells.
  const answer = parts.find(({ kind }) => kind === 'activation')?.text ?? null
  const options = { ...context, now: timeOfAnswer(answer, context) }
  const isAnswer = answer !== null
  for (const { kind, text } of parts) {
    if (kind === 'keyset') {
      if (snapshot.loaded.has(text)) continue
      const known = chains
      const applied = await passOver(isAnswer, () => applyKeyset(known, text, options.now))
      if (applied === null) continue
      chains = applied
      plan.trust = await joinTrust(chains)
      plan.keysets.push({ text, sequence: Math.max(chains.main.sequence, chains.development?.sequence ?? 0) })
      plan.signedAt.push(issuedAt(text))
    } else if (kind === 'revocations') {
      if (snapshot.loaded.has(text)) continue
      const sequence = plan.revocationsAfter?.sequence ?? 0
      const { trust } = plan
      const list = await passOver(isAnswer, () =>
        verifyRevocations(text, trust, { now: options.now, sequence }),
      )
      if (list === null) continue
      plan.revocations = { text, list }
      plan.revocationsAfter = list
      plan.signedAt.push(list.issuedAt)
    } else if (kind === 'activation') {
      if (plan.activation !== null) throw new HttpError('ARTIFACT_UNSUPPORTED')
      plan.activation = await takeActivation(text, plan, snapshot, context)
      plan.signedAt.push(plan.activation.claims.iat)
    } else {
      // What no verifier here takes is refused by the license verifier, with the step that shows why.
      const verified = await verifyLicense(text, plan.trust, options)
      if (plan.license !== null) throw new HttpError('ARTIFACT_UNSUPPORTED')
      plan.license = { token: text, verified }
      if (verified.claims.iat !== undefined) plan.signedAt.push(verified.claims.iat)
    }
  }
  return plan
}

/**
 * Tells whether the vendor has revoked a license: by the list that holds afterwards, or by a verdict that was taken here. What
 * arrives with an activation goes by that one.
 */
export function isKnownRevoked(
  license: VerifiedLicense,
  { activation, revocationsAfter }: Pick<ArtifactPlan, 'activation' | 'revocationsAfter'>,
  { activations }: Pick<Snapshot, 'activations'>,
): boolean {
  if (isRevoked(license, revocationsAfter)) return true
  return activation === null && activationOf(license, activations)?.claims.directive === 'revoke'
}

const older: ReadonlySet<string> = new Set(['SEQUENCE_ROLLBACK', 'KEYSET_NO_ROOTS'])

/** Null where a part is older than what is stored and may be passed over. */
async function passOver<T>(isAnswer: boolean, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (isAnswer && error instanceof LicenseError && older.has(error.code)) return null
    throw error
  }
}

function partsOf({ kind, text }: Paste): { kind: ArtifactKind; text: string }[] {
  if (kind === 'short_key') throw new HttpError('SHORT_KEY_OFFLINE')
  if (kind !== 'bundle') return [{ kind: supported(kind), text }]
  const { artifacts } = JSON.parse(text) as { artifacts: unknown[] }
  if (artifacts.length === 0 || artifacts.length > partsMax) throw new LicenseError('TOKEN_MALFORMED')
  return artifacts.map(part => {
    if (typeof part !== 'string') throw new LicenseError('TOKEN_MALFORMED')
    const partKind = recogniseArtifact(part)
    if (partKind === 'bundle' || partKind === 'short_key') throw new HttpError('ARTIFACT_UNSUPPORTED')
    return { kind: supported(partKind), text: part }
  })
}

function supported(kind: ArtifactKind): ArtifactKind {
  if (kind === 'request' || kind === 'release' || kind === 'receipt' || kind === 'machine_uid') {
    throw new HttpError('ARTIFACT_UNSUPPORTED')
  }
  return kind === 'unknown' ? 'license' : kind
}

// Read from a text that has just been verified.
function issuedAt(keyset: string): number {
  const { iat } = inspectKeyset(keyset).claims
  return typeof iat === 'number' ? iat : 0
}
