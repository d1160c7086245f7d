import { parseEnd, parseMoment } from '@licet/issuer'
import { firstSecondOf } from '@licet/license'
import type { Context } from '../context.ts'
import { formatTime } from '../output/format-time.ts'

/**
 * Reads a moment that a person wrote; a plain date is its first second, UTC, and is said to be.
 *
 * @param name - What it was written for: `--starts`, or a claim.
 * @param from - What durations count from, epoch seconds.
 * @throws {IssuerError} DATE_INVALID
 */
export function readMoment(context: Context, name: string, text: string, from: number): number {
  return told(context, name, text, parseMoment(text, from))
}

/** Reads an end: likewise, but a plain date lasts through its last second. @throws {IssuerError} DATE_INVALID */
export function readEnd(context: Context, name: string, text: string, from: number): number {
  return told(context, name, text, parseEnd(text, from))
}

function told(context: Context, name: string, text: string, at: number): number {
  if (firstSecondOf(text) !== null) context.err(`${name} ${text} is ${formatTime(at)}.\n`)
  return at
}
