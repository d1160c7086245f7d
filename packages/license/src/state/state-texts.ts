import { type LicenseErrorCode, licenseErrors } from '../errors.ts'
import type { Judgement } from './judge.ts'
import type { StateReason } from './state.ts'

/** What a state is called and what to do about it, for people. */
export interface StateText {
  message: string
  remedy: string
}

const reconnect = 'Let this installation reach the activation server, or renew the activation by file.'

type StateReasonOfItsOwn = Exclude<StateReason, LicenseErrorCode> | 'TRUST_MISSING'

/** One sentence and one remedy for each reason; a refused license says what the refusal says. */
export const stateTexts: Readonly<Record<StateReasonOfItsOwn, StateText>> = {
  TRUST_MISSING: {
    message: 'This installation has no trusted keys, so no license can be verified.',
    remedy: 'Install a build that holds your vendor’s keys.',
  },
  NO_LICENSE: { message: 'No license is activated.', remedy: 'Activate a license.' },
  LICENSE_REMOVED: {
    message: 'The license was removed. It locks this installation until another one is activated.',
    remedy: 'Activate the license again, or another one.',
  },
  NOT_YET_VALID: { message: 'The license is not valid yet.', remedy: '' },
  IN_FORCE: { message: 'The license is in force.', remedy: '' },
  EXPIRES_SOON: {
    message: 'The license expires soon.',
    remedy: 'Ask your vendor for a renewal; it can be loaded ahead of time.',
  },
  LICENSE_EXPIRED: { message: 'License expired', remedy: 'Ask your vendor for a renewal and activate it.' },
  LICENSE_REVOKED: {
    message: 'The license was revoked by the vendor.',
    remedy: 'Ask your vendor why, and for a new license.',
  },
  LICENSE_SUSPENDED: {
    message: 'The license is suspended by the vendor.',
    remedy: 'Ask your vendor to reactivate it.',
  },
  LICENSE_LOCKED: {
    message: 'The license is locked by the vendor.',
    remedy: 'Ask your vendor to unlock it.',
  },
  ACTIVATION_PENDING: {
    message: 'The license is not activated on this machine yet.',
    remedy: 'Activate it on this machine in time.',
  },
  ACTIVATION_OVERDUE: {
    message: 'The license was not activated on this machine in time.',
    remedy: 'Activate it on this machine.',
  },
  HEARTBEAT_MISSED: {
    message: 'The activation server has not answered for two heartbeats.',
    remedy: reconnect,
  },
  LEASE_ENDED: { message: 'The activation of this machine has ended.', remedy: reconnect },
  MACHINE_CHANGED: {
    message: 'The license is activated on another machine, or this machine has changed.',
    remedy: 'Activate it again on this machine, or ask your vendor to move it.',
  },
}

/** Puts a judgement into words; a renewal that is already loaded is the best remedy there is. */
export function stateText({ reason, license, next }: Judgement): StateText {
  const text = isOwn(reason) ? stateTexts[reason] : refusedText(reason)
  return next === null || next === license
    ? text
    : { ...text, remedy: 'The next license is loaded and takes over by itself.' }
}

function isOwn(reason: StateReason): reason is StateReasonOfItsOwn {
  return Object.hasOwn(stateTexts, reason)
}

function refusedText(code: LicenseErrorCode): StateText {
  return {
    message: `The stored license can no longer be read. ${licenseErrors[code].message}`,
    remedy: 'Activate the license again, or ask your vendor for a new one.',
  }
}
