/** An activation code and what it is made of. */
export interface CodeParts {
  /** The text to paste back. */
  code: string
  /** The content of a `.licet` file. */
  file: string
  /** `license+jwt`. */
  license: string
  /** `activation+jwt`. */
  activation: string
}

/** What one QR code holds at the error correction that pictures taken with a phone need. */
const qrBytesMax = 2_200

/**
 * The code as one picture, or, where it is too long for one, the license and the activation each as their own.
 *
 * @returns Empty where even a part is too long for a picture.
 */
export function qrParts(parts: CodeParts): { id: 'code' | 'license' | 'activation'; value: string }[] {
  if (parts.code.length <= qrBytesMax) return [{ id: 'code', value: parts.code }]
  const { license, activation } = parts
  if (Math.max(license.length, activation.length) > qrBytesMax) return []
  return [
    { id: 'license', value: license },
    { id: 'activation', value: activation },
  ]
}

/** What the server answered, as parts. */
export function codeParts(answer: {
  code: string
  bundle: unknown
  license: string
  token: string
}): CodeParts {
  return {
    code: answer.code,
    file: `${JSON.stringify(answer.bundle, null, 2)}\n`,
    license: answer.license,
    activation: answer.token,
  }
}
