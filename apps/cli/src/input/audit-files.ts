import { createHash } from 'node:crypto'
import { LicenseError, verifyJws } from '@licet/license'
import type { AuditCheckpoint, ChainedRecord } from '@licet/server'
import * as z from 'zod/mini'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { readJson, readText } from './read-input.ts'

const exportBytesMax = 256 * 2 ** 20

const checkpointFile = z.object({
  checkpoint: z.string(),
  jwk: z.object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    kid: z.optional(z.string()),
  }),
})
const checkpointPayload = z.object({
  sequence: z.int().check(z.gte(0)),
  head: z.string(),
  at: z.int(),
  installationId: z.string(),
})
const chainedRecord = z.object({
  id: z.string(),
  sequence: z.int(),
  at: z.int(),
  actor: z.string(),
  actorName: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.unknown()),
  address: z.string(),
  previous: z.string(),
  hash: z.string(),
})

/**
 * A checkpoint that a Hub has signed, as `GET /api/audit/checkpoint` answers it.
 *
 * The key that signed it must be the one that the installation id is derived from, so a checkpoint cannot be passed off as
 * that of another installation.
 *
 * @throws {CliError} FILE_UNREADABLE, FILE_NOT_JSON, CHECKPOINT_INVALID
 */
export async function readCheckpoint(context: Context, path: string): Promise<AuditCheckpoint> {
  const file = checkpointFile.safeParse(await readJson(context, path))
  if (!file.success) throw new CliError('CHECKPOINT_INVALID', path)
  const { checkpoint, jwk } = file.data
  const payload = checkpointPayload.safeParse(await verifiedPayload(checkpoint, jwk))
  if (!payload.success || payload.data.installationId !== installationIdOf(jwk.x))
    throw new CliError('CHECKPOINT_INVALID', path)
  return payload.data
}

/**
 * The entries of an exported audit log, oldest first: a JSON list, an object with `entries`, or one entry a line.
 *
 * @throws {CliError} FILE_UNREADABLE, FILE_TOO_LARGE, AUDIT_EXPORT_INVALID
 */
export async function readAuditExport(context: Context, path: string): Promise<ChainedRecord[]> {
  const records = z.array(chainedRecord).safeParse(parseExport(await readText(context, path, exportBytesMax)))
  if (!records.success) throw new CliError('AUDIT_EXPORT_INVALID', path)
  return records.data.toSorted((a, b) => a.sequence - b.sequence)
}

async function verifiedPayload(token: string, jwk: z.infer<typeof checkpointFile>['jwk']): Promise<unknown> {
  try {
    const { kty, crv, x } = jwk
    const keys = [
      { ...(jwk.kid === undefined ? {} : { kid: jwk.kid }), alg: 'Ed25519' as const, jwk: { kty, crv, x } },
    ]
    const { payload } = await verifyJws(token, keys)
    return JSON.parse(new TextDecoder().decode(payload))
  } catch (error) {
    if (error instanceof LicenseError) throw new CliError('CHECKPOINT_INVALID', error.code)
    throw error
  }
}

/** The id of an installation is the beginning of its key's RFC 7638 thumbprint. */
function installationIdOf(x: string): string {
  const members = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x })
  return `ins_${createHash('sha256').update(members).digest('hex').slice(0, 32)}`
}

function parseExport(text: string): unknown {
  const whole = parseJson(text)
  if (Array.isArray(whole)) return whole
  if (typeof whole === 'object' && whole !== null && 'entries' in whole) return whole.entries
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return lines.map(parseJson)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
