import { randomBytes } from 'node:crypto'

/** A new id of 96 random bits. @param prefix - What kind of thing it names: `cus`, `dep`, … */
export function createId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`
}
