import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { askConsent } from '../input/ask-consent.ts'
import { hubFiles, onHubDatabase } from '../on-hub-database.ts'
import { printAnswer } from '../output/print-answer.ts'

interface RestoreCommandOptions {
  dataDir?: string
  yes?: boolean
  json?: boolean
}

/** Adds `licet restore`: a checked backup takes the place of the Hub's database; what was there is kept. */
export function addRestore(program: Command, context: Context): void {
  program
    .command('restore')
    .description('Put a backup in the place of the database of a Hub. What was there is kept in backups/.')
    .argument('<file>', 'the backup')
    .option('--data-dir <dir>', 'data directory of the Hub (default: HUB_DATA_DIR, else ./data/hub)')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples)
    .action(async (file: string, _options, command: Command) => {
      const options = command.optsWithGlobals<RestoreCommandOptions>()
      const source = resolve(file)
      if (!existsSync(source)) throw new CliError('FILE_UNREADABLE', source)
      const { databasePath, dataDir } = hubFiles(context, options.dataDir)
      if (!existsSync(dataDir)) throw new CliError('DATABASE_MISSING', dataDir)
      if (!options.yes && context.interactive)
        await askConsent(`Replace ${databasePath}? Every session ends.`)
      const actor = { id: 'system', name: 'licet restore', address: '' }
      const { previous } = await onHubDatabase(hub =>
        hub.restoreDatabase({ source, databasePath, now: context.now(), actor }),
      )
      const kept = previous === null ? '' : ` What was there before: backups/${previous}.`
      printAnswer(context, options.json, { databasePath, previous }, `Restored ${databasePath}.${kept}`)
    })
}

const examples = `
Nothing changes unless the backup is intact. Every session ends; revocations and keysets that the Hub has learned since
are kept, and so is the time that it has seen.

Examples:
  licet restore /backup/hub.db
  licet restore /backup/hub.db --data-dir /var/lib/licet --yes
`
