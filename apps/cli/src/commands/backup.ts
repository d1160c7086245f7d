import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { assertFile, type DatabaseOptions, existingDatabase, withDatabaseOptions } from '../find-database.ts'
import { onServerDatabase } from '../on-server-database.ts'
import { printAnswer } from '../output/print-answer.ts'

interface BackupOptions extends DatabaseOptions {
  out?: string
  json?: boolean
}

/** Adds `licet backup`: a checked copy of the database of a Hub or a control plane, made while it runs. */
export function addBackup(program: Command, context: Context): void {
  withDatabaseOptions(program.command('backup'))
    .description('Copy the database of a Hub or a control plane, while it runs or not, and check the copy.')
    .option('--out <file>', 'where the copy goes (default: backups/ in the data directory)')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<BackupOptions>()
      const files = existingDatabase(context, options)
      assertFile(files)
      const { product, databasePath } = files
      const { file, bytes, warning } = await onServerDatabase(async server => {
        const name = server.newBackupName(product, context.now(), 'manual')
        const target = resolve(options.out ?? join(files.dataDir, 'backups', name))
        makeFolder(dirname(target))
        return { file: target, ...(await server.backupDatabase(databasePath, target, product)) }
      })
      if (warning !== null) context.err(`${warning.code}: ${warning.message}`)
      printAnswer(
        context,
        options.json,
        { file, bytes, warning },
        `${file} (${bytes.toLocaleString('en')} bytes, checked)`,
      )
    })
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    throw new CliError('FILE_UNWRITABLE', folder)
  }
}

const examples = `
The copy holds the accounts, licenses and audit log. The key of the installation (instance-key.json in the data
directory) is not in it: keep a copy of that file too. That of a control plane holds its signing keys, sealed: keep the
passphrase elsewhere. On PostgreSQL it is pg_dump that makes the copy.

Examples:
  licet backup
  licet backup --data-dir /var/lib/licet --out /backup/hub.db --json
  licet backup --data-dir /var/lib/licet-control --out /backup/control.db
`
