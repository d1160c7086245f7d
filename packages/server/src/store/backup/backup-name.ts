import { randomInt } from 'node:crypto'
import type { Product } from '../open-file.ts'

/** Names a copy in `backups/`: by time and reason, and by a number that nobody can foresee. */
export function newBackupName(product: Product, now: number, reason: string): string {
  return `${product}-${now}-${randomInt(1_000_000_000, 9_999_999_999)}-${reason}.db`
}
