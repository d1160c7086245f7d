import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { existingHubFiles, onHubDatabase } from '../on-hub-database.ts'
import { printAnswer } from '../output/print-answer.ts'

interface BackupOptions {
  dataDir?: string
  out?: string
  json?: boolean
}

/** Adds `licet backup`: a checked copy of the Hub's database, made while the Hub runs. */
export function addBackup(program: Command, context: Context): void {
  program
    .command('backup')
    .description('Copy the database of a Hub, while it runs or not, and check the copy.')
    .option('--data-dir <dir>', 'data directory of the Hub (default: HUB_DATA_DIR, else ./data/hub)')
    .option('--out <file>', 'where the copy goes (default: backups/ in the data directory)')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<BackupOptions>()
      const files = existingHubFiles(context, options.dataDir)
      const name = `hub-${context.now()}-${process.pid}-manual.db`
      const file = resolve(options.out ?? join(files.dataDir, 'backups', name))
      makeFolder(dirname(file))
      const { bytes } = await onHubDatabase(hub => hub.backupDatabase(files.databasePath, file))
      printAnswer(
        context,
        options.json,
        { file, bytes },
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
directory) is not in it: keep a copy of that file too.

Examples:
  licet backup
  licet backup --data-dir /var/lib/licet --out /backup/hub.db --json
`
