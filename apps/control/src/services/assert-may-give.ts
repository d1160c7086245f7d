import type { Permission } from '@licet/api/control'
import { HttpError } from '@licet/server'
import type { Actor } from '../deps.ts'

/** Asserts that nobody gives a right that they do not have. @throws {HttpError} FORBIDDEN */
export function assertMayGive(actor: Actor, permissions: readonly Permission[]): void {
  if (permissions.some(wanted => !actor.permissions.has(wanted))) throw new HttpError('FORBIDDEN')
}
