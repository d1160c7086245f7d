import { machineNote } from './machine-notes.ts'
import type { ReadComponent } from './machine-reading.ts'
import { RawValue } from './raw-value.ts'

/** The type of an operating system; its version is left out, as updates change it. */
export function osType(platform: string): ReadComponent {
  return { source: 'operating system', value: new RawValue(platform), notes: [machineNote('os_type')] }
}
