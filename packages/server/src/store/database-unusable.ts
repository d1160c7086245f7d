/** Raised at start: the database file cannot be used, and a backup may have to be restored. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable'
  /** Whether its pages are damaged, or somebody changed its schema. */
  readonly code: 'DATABASE_CORRUPT' | 'DATABASE_ALTERED'

  constructor(message: string, options: ErrorOptions & { code?: DatabaseUnusable['code'] } = {}) {
    super(message, options)
    this.code = options.code ?? 'DATABASE_CORRUPT'
  }
}
