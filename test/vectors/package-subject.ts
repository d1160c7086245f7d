import type * as licensePackage from '@licet/license'
import type { Subject } from './run-vectors.ts'
import type { VectorCase } from './vector-file.ts'

/** The license package, from its sources or as built. */
export type LicensePackage = typeof licensePackage

type LicenseTrust = Awaited<ReturnType<LicensePackage['parseTrust']>>

/** Runs cases through the license package, optionally with the paste repair before the verifier. */
export function packageSubject(licensing: LicensePackage, options: { repairs: boolean }): Subject {
  const parsed = new Map<unknown, Promise<LicenseTrust>>()
  const parse = (trustFile: unknown): Promise<LicenseTrust> => {
    const trust = parsed.get(trustFile) ?? licensing.parseTrust(trustFile)
    parsed.set(trustFile, trust)
    return trust
  }
  return async (vector, text, trustFile, now) => {
    try {
      const token = options.repairs && vector.kind !== 'trust' ? licensing.repairPaste(text).token : text
      if (vector.kind === 'jws') {
        await licensing.verifyJws(token, (trustFile as { keys: never[] }).keys)
        return { verdict: 'genuine' }
      }
      const trust = await parse(trustFile)
      if (vector.kind === 'trust') return { verdict: 'genuine' }
      return await verify(licensing, vector, { token, trust, now })
    } catch (error) {
      if (error instanceof licensing.LicenseError) return { verdict: error.code }
      throw error
    }
  }
}

async function verify(
  licensing: LicensePackage,
  { kind, installationId, sequence = 0 }: VectorCase,
  { token, trust, now }: { token: string; trust: LicenseTrust; now: number },
): Promise<{ verdict: string; state?: string }> {
  const rules = installationId === undefined ? { now } : { now, installationId }
  if (kind === 'activation') await licensing.verifyActivation(token, trust, rules)
  else if (kind === 'revocations') await licensing.verifyRevocations(token, trust, { now, sequence })
  else if (kind === 'keyset') await licensing.verifyKeyset(token, trust, { now })
  else if (kind === 'request') await licensing.verifyRequest(token, { now })
  else if (kind === 'release') await licensing.verifyRelease(token, { now })
  else if (kind === 'short_key') licensing.parseShortKey(token)
  else if (kind === 'machine_uid') licensing.parseMachineUid(token)
  else {
    const license = await licensing.verifyLicense(token, trust, rules)
    const facts = {
      licenses: [license],
      unreadable: null,
      revocations: null,
      activation: null,
      fingerprint: null,
    }
    const state = licensing.evaluate({ ...facts, installationId: 'ins_here', seatsUsed: null }, now)
    return { verdict: 'genuine', state: state.kind }
  }
  return { verdict: 'genuine' }
}
