/** Raised at start: the database file cannot be used, and a backup may have to be restored. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable'
}
