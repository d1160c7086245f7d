import { CliError } from './errors.ts'
import { describeDenied } from './input/describe-denied.ts'
import type * as serverDatabase from './server-database.ts'

type ServerDatabase = typeof serverDatabase

const nodeMajorMin = 22

/**
 * Loads the database functions and runs one of them; what they refuse becomes an error of this program.
 *
 * @throws {CliError} NODE_TOO_OLD, DATABASE_UNUSABLE, PASSWORD_REFUSED
 */
export async function onServerDatabase<Result>(
  work: (server: ServerDatabase) => Result | Promise<Result>,
): Promise<Result> {
  // The database library ends an older Node with a segmentation fault as soon as it is loaded.
  if (Number.parseInt(process.versions.node, 10) < nodeMajorMin)
    throw new CliError('NODE_TOO_OLD', process.version)
  const server = await import('./server-database.ts')
  try {
    return await work(server)
  } catch (error) {
    throw asCliError(error)
  }
}

function asCliError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (error.name === 'DatabaseFileError') return new CliError('DATABASE_UNUSABLE', error.message)
  const code = 'code' in error ? String(error.code) : ''
  if (code.startsWith('PASSWORD_')) return new CliError('PASSWORD_REFUSED', `${code}: ${reasonOf(error)}`)
  if (code.startsWith('DATABASE_')) return new CliError('DATABASE_UNUSABLE', error.message)
  const denied = describeDenied(error)
  if (denied !== null) return new CliError('DATABASE_UNUSABLE', denied)
  if (code.startsWith('SQLITE_') || /^E[A-Z]+$/.test(code)) return new CliError('DATABASE_UNUSABLE', code)
  return error
}

// What makes a password weak stands beside the field.
function reasonOf(error: Error): string {
  const fields = 'fields' in error ? (error.fields as Record<string, string> | undefined) : undefined
  return fields?.['password'] ?? error.message
}
