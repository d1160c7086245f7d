import { z } from 'zod'
import { actorKind } from './actor-kind.ts'
import { displayName } from './display-name.ts'
import { backupWarning, fileFault } from './file-fault.ts'
import { restoreChanges } from './restore.ts'
import { epochSeconds, pageQuery } from './shapes.ts'
import { seatUse } from './users.ts'

/** `status:read` answers the status endpoint; `metrics:read` the metrics. */
export const scope = z.enum(['status:read', 'metrics:read'])

export const serviceKey = z.object({
  id: z.string(),
  name: z.string(),
  product: z.string().nullable(),
  scopes: z.array(scope),
  prefix: z.string(),
  createdAt: epochSeconds,
  createdBy: z.string(),
  expiresAt: epochSeconds.nullable(),
  lastUsedAt: epochSeconds.nullable(),
  lastUsedFrom: z.string().nullable(),
})
export const serviceKeyList = z.object({ keys: z.array(serviceKey) })
export const createServiceKey = z.strictObject({
  name: displayName(100),
  product: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)
    .optional(),
  scopes: z.array(scope).min(1).max(2),
  expiresAt: epochSeconds.optional(),
})
/** The key itself, this once. */
export const serviceKeyCreated = serviceKey.extend({ key: z.string() })
/** The old key works for that long beside the new one. */
export const rotateServiceKey = z.strictObject({
  overlapSeconds: z.int().min(0).max(2_592_000).default(86_400),
})

export const auditEntry = z.object({
  id: z.string(),
  sequence: z.int(),
  at: epochSeconds,
  actor: z.string(),
  actorName: z.string(),
  /** What `actor` is; `actorName` was chosen by whoever it names. */
  actorKind,
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.unknown()),
  address: z.string(),
  hash: z.string(),
  previous: z.string(),
})
export const auditQuery = pageQuery.extend({
  actor: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  q: z.string().max(200).optional(),
  from: z.coerce.number().int().optional(),
  to: z.coerce.number().int().optional(),
})
export const auditPage = z.object({
  entries: z.array(auditEntry),
  total: z.int(),
  next: z.string().nullable(),
})
/** Signed head of the chain: compact JWS by the installation's key over {sequence, head, at, installationId}. */
export const auditCheckpoint = z.object({
  sequence: z.int(),
  head: z.string(),
  at: epochSeconds,
  installationId: z.string(),
  checkpoint: z.string(),
  jwk: z.record(z.string(), z.string()),
})
export const auditVerified = z.object({
  ok: z.boolean(),
  entries: z.int(),
  head: z.string(),
  brokenAt: z.int().nullable(),
})

export const diagnostic = z.object({
  id: z.string(),
  outcome: z.enum(['ok', 'warning', 'failed']),
  value: z.string(),
  message: z.string(),
  remedy: z.string(),
  /** What was found in the database, by its code. */
  fault: fileFault.optional(),
})
export const diagnostics = z.object({ at: epochSeconds, version: z.string(), checks: z.array(diagnostic) })

export const settings = z.object({
  requireSecondFactor: z.enum(['nobody', 'admins', 'everybody']),
  expiryBannerForEverybody: z.boolean(),
  seatWarningPercent: z.int().min(50).max(100),
  inactiveDays: z.int().min(7).max(3650),
  defaultLanguage: z.enum(['en', 'de']),
})
export const updateSettings = z.strictObject(settings.partial().shape)
/** What comes from the environment and can only be changed there. */
export const settingsReport = settings.extend({
  environment: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      source: z.enum(['environment', 'file', 'default']),
      /** What travels unencrypted because of it. */
      warning: z.enum(['LISTENS_IN_CLEAR', 'CONTROL_IN_CLEAR', 'WEBHOOK_IN_CLEAR']).optional(),
    }),
  ),
})

/** Why a notification did not arrive. */
export const notificationFaultCode = z.enum([
  'status',
  'redirect',
  'refused',
  'name',
  'unreachable',
  'certificate',
  'encryption',
  'credentials',
  'envelope',
  'message',
  'timeout',
  'stopped',
  'connection',
])
/** `text` is the exact English sentence; `code` lets a page translate it. */
const notificationFault = z.object({ code: notificationFaultCode, text: z.string() })
export const notificationChannel = z.enum(['webhook', 'mail'])
/** `GET /api/notifications`. `text` is the exact English sentence; `kind` and `values` let a page translate it. */
export const notificationReport = z.object({
  channels: z.array(
    z.object({
      channel: notificationChannel,
      /** Host and port of the receiver; the rest of its address may be a secret. */
      host: z.string(),
      /** A webhook whose receiver can check where it comes from. */
      signed: z.boolean(),
      /** Addresses that mail goes to; null for a webhook. */
      recipients: z.int().nullable(),
    }),
  ),
  /** Newest first. */
  notifications: z.array(
    z.object({
      id: z.string(),
      at: epochSeconds,
      kind: z.string(),
      text: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
      deliveries: z.array(
        z.object({
          channel: notificationChannel,
          /** `failed`: given up. */
          outcome: z.enum(['sent', 'waiting', 'failed']),
          attempts: z.int(),
          sentAt: epochSeconds.nullable(),
          error: notificationFault.nullable(),
        }),
      ),
    }),
  ),
})
/** A test says nothing of its own; a body may be left out. */
export const testNotifications = z.strictObject({})
/** `POST /api/notifications/test`: what became of one test on each configured channel. */
export const notificationTest = z.object({
  outcomes: z.array(
    z.object({
      channel: notificationChannel,
      host: z.string(),
      sent: z.boolean(),
      error: notificationFault.nullable(),
    }),
  ),
})

export const backup = z.object({
  name: z.string(),
  bytes: z.int(),
  createdAt: epochSeconds,
  reason: z.enum(['manual', 'before_migration', 'before_restore', 'scheduled']),
})
/** A backup that was just made. */
export const backupMade = backup.extend({
  /** Null: a restore would take it. */
  warning: backupWarning.nullable(),
})
export const backupList = z.object({ backups: z.array(backup) })
export const restoreBackup = z.strictObject({
  name: displayName(200),
  /** Ids of accounts and service keys that were ended since the backup and are given back. */
  revive: z.array(z.string().min(1).max(200)).max(10_000).optional(),
})

export const restored = z.object({
  restarting: z.literal(false),
  /** The copy that was made of what was there before. */
  previous: z.string().nullable(),
  /** Why nothing of what must never go back could be kept; null: it was. */
  notCarriedOver: z.string().nullable(),
  /** As they are now; more in use than the license has closes nobody out. */
  seats: seatUse,
  changes: restoreChanges,
})
