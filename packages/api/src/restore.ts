import { z } from 'zod'
import { epochSeconds } from './shapes.ts'
import { seatUse } from './users.ts'

/** What is left as it is now, because it was ended, lowered or replaced after the backup was made. */
export const carriedOver = z.object({
  kind: z.enum([
    'account_deleted',
    'account_disabled',
    'account_role_lowered',
    'account_kept',
    'password',
    'second_factor',
    'service_key',
    'api_token',
    'credential_kept',
    'license',
    'license_removed',
    'license_revoked',
    'license_suspended',
    'short_key',
    'machine',
    'subscription',
    'activation',
    'verdict',
    'release',
    'revocations',
    'keyset',
    'signing_key',
    'clock',
  ]),
  /** Which one; empty where there is only one. */
  id: z.string(),
  /** As a person knows it. */
  name: z.string(),
  /** Since when; null where that is not recorded. */
  at: epochSeconds.nullable(),
  /** Whether whoever restores may give it back. */
  optional: z.boolean(),
  /** Whether it takes a seat once it is given back. */
  seat: z.boolean().optional(),
})

/** What exists now and is gone after the restore. */
export const lostByRestore = z.object({
  kind: z.enum(['account', 'role', 'service_key', 'api_token', 'license', 'setting']),
  id: z.string(),
  name: z.string(),
  /** Created or changed; null where that is not recorded. */
  at: epochSeconds.nullable(),
})

/** What a restore does to what is in use now. */
export const restoreChanges = z.object({
  /** Whether there is something to carry over from. */
  present: z.enum(['sound', 'damaged', 'absent']),
  log: z.object({
    /** How the audit log of the backup relates to the one in use: an earlier part of it, a later state of it, another branch, another log; or nothing sound is in use. */
    relation: z.enum(['part', 'newer', 'branch', 'other', 'unknown']),
    /** Whose log goes on. */
    kept: z.enum(['present', 'backup']),
    presentEntries: z.int(),
    backupEntries: z.int(),
  }),
  /** Whether the backup is one of another control plane, of which nothing is carried over. */
  foreign: z.boolean(),
  carriedOver: z.array(carriedOver),
  lost: z.array(lostByRestore),
})

/** What a restore would do, before it is confirmed. */
export const restorePreview = restoreChanges.extend({
  /** How the accounts would fit the license then, with nothing given back but what was asked for; null for a control plane. */
  seats: seatUse.nullable(),
})
