import { createHmac } from 'node:crypto'

/**
 * A value read from this machine that must not leave it: it is in no log, no JSON and no error, as nothing but
 * {@link hash} can look at it.
 *
 * @see SECURITY-CASES row 92; machine-id(5), "should be considered confidential"
 */
export class RawValue {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /**
   * The value under a vendor's salt: the same for one vendor on- and offline, and useless to another.
   *
   * @returns `sha256:` and 64 hex digits.
   */
  hash(name: string, issuer: string): string {
    const salted = createHmac('sha256', `licet fingerprint v1\n${issuer}`)
    return `sha256:${salted.update(`${name}\n${this.#value}`).digest('hex')}`
  }
}
