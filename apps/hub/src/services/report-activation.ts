import { monotonicOf } from '@licet/activation'
import type { ActivationReport } from '@licet/api'
import { explainActivation } from '../activation/explain-activation.ts'
import { readContactNeed } from '../activation/read-contact-need.ts'
import type { HubDeps } from '../deps.ts'
import { activationOf, type HeldActivation } from '../licensing/snapshot.ts'
import { loadChain } from '../store/activation-chain.ts'
import { loadOpenRequests } from '../store/activation-requests.ts'
import { loadShortKey } from '../store/activation-secret.ts'
import { loadControlContact } from '../store/control-contact.ts'
import { reportControl } from './report-control.ts'
import { reportMachine } from './report-machine.ts'

/** The machine, its activation, and the contact with the activation server: what is, why, and what comes next. */
export async function reportActivation(deps: HubDeps): Promise<ActivationReport> {
  const { database, licensing, clock, config } = deps
  const snapshot = await licensing.snapshot()
  const state = licensing.evaluate(snapshot)
  const { license } = state
  const held = license === null ? null : activationOf(license, snapshot.activations)
  const chain = loadChain(database, license?.id ?? '')
  const view = explainActivation(state, {
    facts: snapshot.facts,
    held,
    hadAnother: snapshot.activations.length > 0,
    isReleased: chain.tombstone !== null,
    hasFormerCard: held !== null && (await holdsFormerCard(deps, held)),
  })
  const need = await readContactNeed(deps)
  const contact = loadControlContact(database)
  return {
    state: view.state,
    causes: view.causes,
    license: license && {
      id: license.id,
      customer: license.claims.customer,
      binding: license.claims.policy.binding,
    },
    graceEndsAt: state.reason === 'ACTIVATION_PENDING' ? (state.nextChange?.at ?? null) : null,
    activation: held && {
      id: held.claims.id,
      issuedAt: held.claims.iat,
      leaseEndsAt: held.claims.exp,
      directive: held.claims.directive,
      message: held.claims.message ?? '',
      storedAt: held.stored.storedAt,
      storedBy: held.stored.storedBy,
    },
    machine: reportMachine(deps, view, license),
    control: reportControl(deps, contact, need),
    requests: loadOpenRequests(database, monotonicOf(clock.reading()))
      .filter(({ way }) => way === 'manual')
      .map(({ id, madeAt, expiresAt }) => ({ id, at: madeAt, expiresAt })),
    released: held === null ? chain.tombstone : null,
    advanced: {
      licenseKey: shortened(loadShortKey(database, license?.id ?? '') ?? loadShortKey(database, '')),
      activationCodeManaged: config.activationCode !== null,
    },
    activationPage: config.activationPage,
  }
}

function holdsFormerCard({ machine }: HubDeps, { claims, stored }: HeldActivation): Promise<boolean> {
  const { mac } = machine.current().fingerprint
  const former = claims.fingerprint.mac ?? stored.machine.mac
  return former === undefined || former === mac ? Promise.resolve(false) : machine.holdsCard(former)
}

/** Prefix and last group: enough to tell one key from another, nothing to use. */
function shortened(key: string | null): string | null {
  if (key === null) return null
  const groups = key.split('-')
  return `${groups[0]}-…-${groups.at(-1)}`
}
