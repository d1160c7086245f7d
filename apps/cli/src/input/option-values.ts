import { IssuerError } from '@licet/issuer'
import { InvalidArgumentError } from 'commander'
import type { Context } from '../context.ts'
import { readEnd, readMoment } from './read-moment.ts'

/** `--now 1742256000`: whole epoch seconds. */
export function parseSeconds(text: string): number {
  if (!/^\d{1,12}$/.test(text))
    throw new InvalidArgumentError('Write whole epoch seconds, such as 1742256000.')
  return Number(text)
}

/** `--seats 10`: a whole number, spelled plainly. */
export function parseWholeNumber(text: string): number {
  if (!/^\d{1,16}$/.test(text)) throw new InvalidArgumentError('Write a whole number.')
  return Number(text)
}

/** `--products pika,vera --products hub`: a list from commas, repetition, or both. */
export function collectList(text: string, previous: readonly string[] = []): string[] {
  return [
    ...previous,
    ...text
      .split(',')
      .map(part => part.trim())
      .filter(part => part !== ''),
  ]
}

/** A repeated option whose values may hold commas. */
export function collect(text: string, previous: readonly string[] = []): string[] {
  return [...previous, text]
}

/** `--feature export=true`: a name and a boolean, number or text. */
export function collectFeature(
  text: string,
  previous: Readonly<Record<string, boolean | number | string>> = {},
): Record<string, boolean | number | string> {
  const at = text.indexOf('=')
  const name = at < 0 ? text : text.slice(0, at)
  if (name === '') throw new InvalidArgumentError('Write NAME or NAME=VALUE.')
  return { ...previous, [name]: at < 0 ? true : featureValue(text.slice(at + 1)) }
}

function featureValue(text: string): boolean | number | string {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : text
}

/** `--starts 1y`: a duration from now, a date (its first second, UTC), or epoch seconds. @param name - Of the option. */
export function parseMomentOption(context: Context, name: string): (text: string) => number {
  return parseTimeOption(text => readMoment(context, name, text, context.now()))
}

/** `--expires 2027-03-01`: likewise, but a date lasts through its day. */
export function parseEndOption(context: Context, name: string): (text: string) => number {
  return parseTimeOption(text => readEnd(context, name, text, context.now()))
}

function parseTimeOption(read: (text: string) => number): (text: string) => number {
  return text => {
    try {
      return read(text)
    } catch (error) {
      if (error instanceof IssuerError) throw new InvalidArgumentError(error.message)
      throw error
    }
  }
}
