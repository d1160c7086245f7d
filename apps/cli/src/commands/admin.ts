import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { type Context, readSecretFile } from '../context.ts'
import { askSecret } from '../input/passphrase.ts'
import { existingHubFiles, onHubDatabase } from '../on-hub-database.ts'
import { printAnswer } from '../output/print-answer.ts'
import { printable } from '../output/printable.ts'

interface ResetOptions {
  dataDir?: string
  passwordFile?: string
  json?: boolean
}

/** Adds `licet admin reset`: the last resort when an administrator cannot sign in any more. */
export function addAdmin(program: Command, context: Context): void {
  program
    .command('admin')
    .description('Look after administrators, on the machine of the Hub.')
    .command('reset')
    .description('Set a new password, end every session and remove the second factor of an administrator.')
    .argument('<email>', 'e-mail address of the account')
    .option('--data-dir <dir>', 'data directory of the Hub (default: HUB_DATA_DIR, else ./data/hub)')
    .option(
      '--password-file <file>',
      'file with the new password (default: asked for; made where nobody can be asked)',
    )
    .addHelpText('after', examples)
    .action(async (email: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ResetOptions>()
      const { databasePath } = existingHubFiles(context, options.dataDir)
      const chosen = await choosePassword(context, options.passwordFile)
      const password = chosen ?? randomBytes(15).toString('base64url')
      const admin = await onHubDatabase(hub =>
        hub.resetAdminPassword(databasePath, email, password, context.now()),
      )
      const made = chosen === null ? { password } : {}
      const shown = chosen === null ? `\nNew password, shown this once: ${password}` : ''
      const text = `${printable(admin.name)} can sign in again; sessions and second factor are gone.${shown}`
      printAnswer(context, options.json, { id: admin.id, ...made }, text)
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
Works while the Hub runs, and is written to the audit log. Whoever can run it can read the database anyway.

Examples:
  licet admin reset ada@example.com
  licet admin reset ada@example.com --data-dir /var/lib/licet --password-file new-password.txt
`
