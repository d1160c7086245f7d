import {
  parseMachineUid,
  type ReleaseClaims,
  type RequestClaims,
  recogniseArtifact,
  repairPaste,
} from '@licet/license'
import { asInvalid, readRequest } from './answer-installations.ts'
import { readRelease } from './deactivate-license.ts'

/** What somebody brought from a machine without network. */
export type OfflineText =
  | { kind: 'request'; installationId: string; licenseId: string | null; request: RequestClaims }
  | { kind: 'release'; installationId: string; licenseId: string; release: ReleaseClaims }
  | { kind: 'machine_uid'; installationId: string; licenseId: null; uid: string }

/**
 * Reads what was carried from a machine: its request, its release receipt, or its UID as it was read out.
 *
 * @throws {HttpError} REQUEST_INVALID
 */
export async function readOfflineText(text: string): Promise<OfflineText> {
  const repaired = repair(text)
  const kind = recogniseArtifact(repaired)
  if (kind === 'request') {
    const request = await readRequest(repaired, 'activate', null)
    return { kind, installationId: request.installationId, licenseId: request.licenseId, request }
  }
  if (kind === 'release') {
    const release = await readRelease(repaired)
    return { kind, installationId: release.installationId, licenseId: release.licenseId, release }
  }
  return { kind: 'machine_uid', licenseId: null, ...readUid(text) }
}

function repair(text: string): string {
  try {
    return repairPaste(text).token
  } catch {
    return ''
  }
}

function readUid(text: string): { installationId: string; uid: string } {
  try {
    return parseMachineUid(text)
  } catch (error) {
    throw asInvalid(error, 'text')
  }
}
