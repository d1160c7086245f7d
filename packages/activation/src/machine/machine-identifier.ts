import { machineNote } from './machine-notes.ts'
import type { ReadComponent } from './machine-reading.ts'
import { RawValue } from './raw-value.ts'

/** A random id uses about fourteen of the sixteen digits; one with so few was never random. */
const digitsMin = 6
/** Ids that stand in documentation and are copied from there. */
const wellKnown = new Set(['0123456789abcdef0123456789abcdef', '03000200040005000006000700080009'])

/**
 * Judges what a system has under the name of its machine id: 128 random bits, or something that many machines share.
 *
 * @param text - As it stands there; null where there is nothing.
 */
export function machineIdentifier(text: string | null, source: string): ReadComponent {
  if (text === null) return { source, value: null, notes: [machineNote('machine_id_missing')] }
  const digits = text.trim().toLowerCase().replaceAll('-', '')
  if (digits === '' || digits === 'uninitialized')
    return { source, value: null, notes: [machineNote('machine_id_unset')] }
  if (!/^[0-9a-f]{32}$/.test(digits))
    return { source, value: null, notes: [machineNote('machine_id_malformed')] }
  if (new Set(digits).size < digitsMin || wellKnown.has(digits))
    return { source, value: null, notes: [machineNote('machine_id_shared')] }
  return {
    source,
    value: new RawValue(digits),
    notes: [machineNote('machine_id_read')],
  }
}
