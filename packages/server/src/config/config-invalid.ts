/** Raised at start with every fault of the configuration, one line each. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}
