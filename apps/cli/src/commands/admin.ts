import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { type Context, readSecretFile } from '../context.ts'
import { type DatabaseOptions, existingDatabase, withDatabaseOptions } from '../find-database.ts'
import { askSecret } from '../input/passphrase.ts'
import { onServerDatabase } from '../on-server-database.ts'
import { printAnswer } from '../output/print-answer.ts'
import { printable } from '../output/printable.ts'

interface ResetOptions extends DatabaseOptions {
  passwordFile?: string
  json?: boolean
}

/** Adds `licet admin reset`: the last resort when an administrator cannot sign in any more. */
export function addAdmin(program: Command, context: Context): void {
  const admin = program
    .command('admin')
    .description('Look after administrators, on the machine of the Hub or the control plane.')
  withDatabaseOptions(admin.command('reset'))
    .description('Set a new password, end every session and remove the second factor of an administrator.')
    .argument('<email>', 'e-mail address of the account')
    .option(
      '--password-file <file>',
      'file with the new password (default: asked for; made where nobody can be asked)',
    )
    .addHelpText('after', examples)
    .action(async (email: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ResetOptions>()
      const { databasePath, url, product } = existingDatabase(context, options)
      const chosen = await choosePassword(context, options.passwordFile)
      const password = chosen ?? randomBytes(15).toString('base64url')
      const now = context.now()
      const reset = await onServerDatabase(server =>
        url === null
          ? server.resetAdminPassword(databasePath, email, password, now, product)
          : server.resetPostgresAdminPassword(url, { email, password, now }),
      )
      const made = chosen === null ? { password } : {}
      const shown = chosen === null ? `\nNew password, shown this once: ${password}` : ''
      const text = `${printable(reset.name)} can sign in again; sessions and second factor are gone.${shown}`
      printAnswer(context, options.json, { id: reset.id, ...made }, text)
    })
}

/** The password that somebody chose; `null` where one has to be made. */
async function choosePassword(context: Context, file: string | undefined): Promise<string | null> {
  if (file !== undefined) return readSecretFile(file)
  if (!context.interactive) return null
  const answer = await askSecret('New password (leave empty to have one made)')
  return answer === '' ? null : answer
}

const examples = `
Works while the server runs, and is written to the audit log. Whoever can run it can read the database anyway. On a
control plane it is for super_admins.

Examples:
  licet admin reset ada@example.com
  licet admin reset ada@example.com --data-dir /var/lib/licet --password-file new-password.txt
  CONTROL_DATABASE_URL_FILE=/etc/licet/database-url licet admin reset ada@example.com --control-plane
`
