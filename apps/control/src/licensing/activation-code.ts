import type { LicenseActivated } from '@licet/api/control'

/** What is carried back across the air gap: as one text to paste, and as the file it is. */
export interface ActivationCode {
  code: string
  bundle: { artifacts: string[] }
}

/** Packs the signed parts of an activation, what is most needed first. */
export function activationCode({ token, license, keyset, revocations }: LicenseActivated): ActivationCode {
  const artifacts = [token, license, keyset, revocations].filter(part => part !== undefined)
  return { code: JSON.stringify({ artifacts }), bundle: { artifacts } }
}
