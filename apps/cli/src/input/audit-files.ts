import { createHash } from 'node:crypto'
import { inspectToken, type JwsKey, LicenseError, verifyJws } from '@licet/license'
import type { AuditCheckpoint, ChainedRecord } from '@licet/server'
import * as z from 'zod/mini'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { loadTrust } from './load-trust.ts'
import { readJson, readText } from './read-input.ts'

const exportBytesMax = 256 * 2 ** 20

const ownKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.optional(z.string()),
})
const checkpointFile = z.object({ checkpoint: z.string(), jwk: z.optional(ownKey) })
const checkpointType = 'checkpoint+jwt'
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
 * A signed checkpoint, as `GET /api/audit/checkpoint` of a Hub or `GET /v1/audit/checkpoint` of a control plane answers it.
 *
 * The key that signed that of a Hub must be the one that the installation id is derived from, so a checkpoint cannot be passed off
 * as that of another installation. That of a control plane is signed by a license key that the trust file names.
 *
 * @throws {CliError} FILE_UNREADABLE, FILE_NOT_JSON, CHECKPOINT_INVALID, TRUST_MISSING, TRUST_UNREADABLE
 */
export async function readCheckpoint(
  context: Context,
  path: string,
  trustPath: string | undefined,
): Promise<AuditCheckpoint> {
  const file = checkpointFile.safeParse(await readJson(context, path))
  if (!file.success) throw new CliError('CHECKPOINT_INVALID', path)
  const { checkpoint, jwk } = file.data
  const keys = jwk === undefined ? await licenseKeys(context, trustPath) : [ownKeyOf(jwk)]
  const payload = checkpointPayload.safeParse(await verifiedPayload(checkpoint, keys))
  if (!payload.success || (jwk !== undefined && payload.data.installationId !== installationIdOf(jwk.x)))
    throw new CliError('CHECKPOINT_INVALID', path)
  return payload.data
}

async function licenseKeys(context: Context, trustPath: string | undefined): Promise<JwsKey[]> {
  const { keys } = await loadTrust(context, trustPath)
  return [...keys.values()]
    .filter(({ use, status }) => use === 'license' && status !== 'compromised')
    .map(({ kid, alg, jwk }) => ({ kid, alg, jwk }))
}

function ownKeyOf({ kid, kty, crv, x }: z.infer<typeof ownKey>): JwsKey {
  return { ...(kid === undefined ? {} : { kid }), alg: 'Ed25519', jwk: { kty, crv, x } }
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

async function verifiedPayload(token: string, keys: readonly JwsKey[]): Promise<unknown> {
  try {
    const { payload } = await verifyJws(token, keys)
    if (inspectToken(token).header.typ !== checkpointType) throw new LicenseError('TOKEN_TYPE_WRONG')
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
