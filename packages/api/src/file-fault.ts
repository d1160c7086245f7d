import { z } from 'zod'

/** What may be wrong with a file that is to be, or is, a database of ours. The server says it in English; pages say it by its code. */
export const fileFaultCode = z.enum([
  'unreadable',
  'damaged',
  'journal_beside',
  'too_many_tables',
  'another_program',
  'of_a_hub',
  'of_a_control_plane',
  'newer_version',
  'steps_unnamed',
  'another_mark',
  'object_extra',
  'object_changed',
  'object_missing',
  'row_refused',
  'chain_broken',
])
export type FileFaultCode = z.infer<typeof fileFaultCode>

/** A fault by its code, with what it is about: `type` and `name` of an object, `table`, `entry` of the audit log. */
export const fileFault = z.object({
  code: fileFaultCode,
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type FileFault = z.infer<typeof fileFault>

/** What has to be known of a backup that was made all the same. */
export const backupWarning = z.object({
  code: z.literal('AUDIT_CHAIN_BROKEN'),
  message: z.string(),
  /** The first entry of the audit log that does not hold. */
  entry: z.int(),
})
