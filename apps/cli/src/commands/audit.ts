import type { AuditCheckpoint } from '@licet/server'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { readAuditExport, readCheckpoint } from '../input/audit-files.ts'
import { existingHubFiles, onHubDatabase } from '../on-hub-database.ts'
import { printAnswer } from '../output/print-answer.ts'
import type { Finish } from '../program.ts'

interface VerifyOptions {
  dataDir?: string
  checkpoint?: string
  json?: boolean
}

/** What `licet audit verify --json` prints. `checkpointHolds` is null where none was given. */
interface AuditVerdict {
  ok: boolean
  entries: number
  head: string
  brokenAt: number | null
  checkpointHolds: boolean | null
}

/** Adds `licet audit verify`: was an entry of the audit log edited, removed, inserted or cut off? */
export function addAudit(program: Command, context: Context, finish: Finish): void {
  program
    .command('audit')
    .description('Look at the audit log of a Hub.')
    .command('verify')
    .description('Walk the chain of the audit log and say whether it holds.')
    .argument('[export]', 'an exported log (JSON); default: the database of --data-dir')
    .option('--data-dir <dir>', 'data directory of the Hub (default: HUB_DATA_DIR, else ./data/hub)')
    .option('--checkpoint <file>', 'answer of GET /api/audit/checkpoint, kept from earlier')
    .addHelpText('after', examples)
    .action(async (file: string | undefined, _options, command: Command) => {
      const options = command.optsWithGlobals<VerifyOptions>()
      const checkpoint =
        options.checkpoint === undefined ? undefined : await readCheckpoint(context, options.checkpoint)
      const verdict = await (file === undefined
        ? verifyDatabase(context, options.dataDir, checkpoint)
        : verifyExport(context, file, checkpoint))
      printAnswer(context, options.json, verdict, explain(verdict))
      if (!verdict.ok || verdict.checkpointHolds === false) finish(1)
    })
}

function verifyDatabase(
  context: Context,
  dataDir: string | undefined,
  checkpoint: AuditCheckpoint | undefined,
): Promise<AuditVerdict> {
  const { databasePath } = existingHubFiles(context, dataDir)
  return onHubDatabase(hub => hub.verifyAuditChain(databasePath, checkpoint))
}

async function verifyExport(
  context: Context,
  file: string,
  checkpoint: AuditCheckpoint | undefined,
): Promise<AuditVerdict> {
  const records = await readAuditExport(context, file)
  return onHubDatabase(hub => ({
    ...hub.verifyChain(records),
    checkpointHolds: checkpoint === undefined ? null : hub.checkpointHolds(records, checkpoint),
  }))
}

function explain(verdict: AuditVerdict): string {
  const { ok, entries, head, brokenAt, checkpointHolds } = verdict
  if (!ok) return `The chain is broken at entry ${brokenAt}: it, or what stood before it, was changed.`
  const chain = `The chain holds: ${entries} entries, head ${head}.`
  if (checkpointHolds === null)
    return `${chain}\nOnly a checkpoint from earlier can show that nothing was cut off its end.`
  return checkpointHolds
    ? `${chain}\nThe checkpoint holds: nothing that it saw was cut off or rewritten.`
    : `${chain}\nThe checkpoint does NOT hold: entries that it saw were cut off, or the chain was rewritten.`
}

const examples = `
Exit codes: 0 the chain holds (and the checkpoint, if given); 1 it does not; 2 it could not be read.

Examples:
  licet audit verify --data-dir /var/lib/licet
  licet audit verify --checkpoint checkpoint-2027-03.json
  licet audit verify audit-export.json --json
`
