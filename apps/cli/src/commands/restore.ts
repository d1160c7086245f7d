import { accessSync, constants, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import type { RestorePreview } from '@licet/server'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import {
  assertFile,
  type DatabaseOptions,
  type DatabasePlace,
  findDatabase,
  withDatabaseOptions,
} from '../find-database.ts'
import { askConsent } from '../input/ask-consent.ts'
import { onServerDatabase } from '../on-server-database.ts'
import { describeRestore, describeSeats } from '../output/describe-restore.ts'
import { printAnswer } from '../output/print-answer.ts'

interface RestoreCommandOptions extends DatabaseOptions {
  check?: boolean
  preview?: boolean
  revive?: string[]
  yes?: boolean
  json?: boolean
}

/** Adds `licet restore`: a checked backup takes the place of the database of a server; what was there is kept. */
export function addRestore(program: Command, context: Context): void {
  withDatabaseOptions(program.command('restore'))
    .description(
      'Put a backup in the place of the database of a Hub, or of a control plane that is stopped. What was there is kept in backups/.',
    )
    .argument('<file>', 'the backup')
    .option('--check', 'only say whether the backup is whole; change nothing')
    .option('--preview', 'list what stays ended and what would be lost; change nothing')
    .option('--revive <id...>', 'give back an account, service key or API token that was ended since')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples)
    .action(async (file: string, _options, command: Command) => {
      const options = command.optsWithGlobals<RestoreCommandOptions>()
      const source = resolve(file)
      if (!existsSync(source)) throw new CliError('FILE_UNREADABLE', source)
      const place = findDatabase(context, options)
      const { product, databasePath, dataDir } = place
      assertFile(place)
      if (options.check === true) return check(context, options, source, place)
      if (!existsSync(dataDir)) throw new CliError('DATABASE_MISSING', dataDir)
      const { revive = [] } = options
      const order = { product, source, databasePath, now: context.now(), revive }
      if (options.preview === true || (!options.yes && context.interactive)) {
        const changes = await onServerDatabase(server => server.previewRestore(order))
        if (options.preview === true)
          return printAnswer(context, options.json, changes, describePreview(changes))
        context.err(describePreview(changes))
        await askConsent(`Replace ${databasePath}? Every session ends.`)
      }
      const actor = { id: 'system', name: 'licet restore', address: '' }
      const restored = await onServerDatabase(server => server.restoreDatabase({ ...order, actor }))
      const { previous, seats, notCarriedOver, changes } = restored
      const told = { databasePath, previous, seats, notCarriedOver, changes }
      const text = `${explain(databasePath, restored)}\n${describeRestore(changes)}`
      printAnswer(context, options.json, told, text)
    })
}

async function check(
  context: Context,
  { json }: RestoreCommandOptions,
  source: string,
  { product, dataDir }: DatabasePlace,
): Promise<void> {
  const folder = isWritable(dataDir) ? dataDir : tmpdir()
  const now = context.now()
  const entries = await onServerDatabase(server => server.checkBackup({ source, product, folder, now }))
  printAnswer(
    context,
    json,
    { source, entries },
    `${source} is whole; its audit chain holds, with ${entries.toLocaleString('en')} entries.`,
  )
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function describePreview(preview: RestorePreview): string {
  return [describeRestore(preview), ...describeSeats(preview.seats, 'will be')].join('\n')
}

interface Restored {
  previous: string | null
  seats: { limit: number | null; used: number } | null
  notCarriedOver: string | null
}

function explain(databasePath: string, { previous, seats, notCarriedOver }: Restored): string {
  const lines = [`Restored ${databasePath}.`]
  if (previous !== null) lines.push(`What was there before: backups/${previous}.`)
  if (notCarriedOver !== null)
    lines.push(
      `${notCarriedOver} Nothing was carried over from it: look for what was revoked or ended since.`,
    )
  return [...lines, ...describeSeats(seats, 'are')].join('\n')
}

const examples = `
Nothing changes unless the backup is intact. Every session ends. What was ended since the backup stays ended: accounts, keys and
tokens, licenses, machines, revocations, signing keys, activations, the newest known time; the audit log goes on. --preview lists
it all, and what would be lost; --revive gives one account, service key or API token back. No passphrase is needed.
A control plane has to be stopped; on PostgreSQL it is pg_restore that puts a copy back.

Examples:
  licet restore /backup/hub.db
  licet restore /backup/hub.db --preview
  licet restore /backup/hub.db --data-dir /var/lib/licet --yes
  licet restore /backup/control.db --control-plane --check
  licet restore /backup/control.db --data-dir /var/lib/licet-control
`
