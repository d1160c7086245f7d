import { LicenseError, parseMachineUid } from '@licet/license'

/** One of the eight groups of a machine UID as typed so far. */
export interface UidGroup {
  text: string
  is: 'empty' | 'part' | 'full' | 'wrong'
}

/** What can be said about a machine UID while it is typed, before anything is sent. */
export interface UidExamination {
  groups: readonly UidGroup[]
  verdict: 'empty' | 'short' | 'long' | 'symbol' | 'mistyped' | 'good'
  /** Numbers of the groups to look at again, from 1. */
  suspects: readonly number[]
  installationId: string | null
}

const groupsWanted = 8
const groupSymbols = 5
const symbolPattern = /^[0-9A-TV-Z]*$/

/**
 * Says what is wrong with a machine UID and, where its check symbols can tell, in which group.
 *
 * Groups are taken as they were written where there are hyphens, so that a symbol left out shows in its own group.
 *
 * @param text - What was typed or pasted so far.
 */
export function examineUid(text: string): UidExamination {
  const typed = text
    .replace(/\s+/g, '')
    .replace(/[‐-―−]/g, '-')
    .toUpperCase()
  const parts = splitGroups(typed)
  const surplus = parts.length > groupsWanted || parts.some(part => part.length > groupSymbols)
  const groups = Array.from({ length: groupsWanted }, (_, index) => parts[index] ?? '')
  const odd = numbersOf(groups, part => !symbolPattern.test(part) || part.length > groupSymbols)
  if (typed === '') return examination(groups, 'empty', [])
  if (odd.length > 0) {
    return examination(groups, groups.some(part => !symbolPattern.test(part)) ? 'symbol' : 'long', odd)
  }
  if (surplus) return examination(groups, 'long', [])
  const incomplete = numbersOf(groups, part => part.length < groupSymbols)
  if (incomplete.length > 0) return examination(groups, 'short', gapsBefore(groups))
  return examineWhole(groups)
}

function examineWhole(groups: readonly string[]): UidExamination {
  try {
    const { installationId } = parseMachineUid(groups.join('-'))
    return { ...examination(groups, 'good', []), installationId }
  } catch (error) {
    if (!(error instanceof LicenseError)) throw error
    const suspects = (error.detail?.match(/\d+/g) ?? []).map(Number)
    return examination(groups, 'mistyped', suspects)
  }
}

function examination(
  groups: readonly string[],
  verdict: UidExamination['verdict'],
  suspects: readonly number[],
): UidExamination {
  const stateOf = (part: string, number: number): UidGroup['is'] => {
    if (suspects.includes(number)) return 'wrong'
    if (part === '') return 'empty'
    return part.length < groupSymbols ? 'part' : 'full'
  }
  return {
    groups: groups.map((part, index) => ({ text: part, is: stateOf(part, index + 1) })),
    verdict,
    suspects,
    installationId: null,
  }
}

/** With hyphens, the groups that were written; without, every five symbols. */
function splitGroups(typed: string): string[] {
  if (typed.includes('-')) return typed.replace(/-$/, '').split('-')
  return typed.match(/.{1,5}/g) ?? []
}

/** Incomplete groups that are not the last one begun: a symbol is missing there. */
function gapsBefore(groups: readonly string[]): number[] {
  const last = groups.findLastIndex(part => part !== '')
  return numbersOf(groups.slice(0, Math.max(0, last)), part => part.length < groupSymbols)
}

function numbersOf(groups: readonly string[], matches: (part: string) => boolean): number[] {
  return groups.flatMap((part, index) => (matches(part) ? [index + 1] : []))
}
