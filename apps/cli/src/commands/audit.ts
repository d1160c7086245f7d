import type { AuditCheckpoint } from '@licet/server'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { type DatabaseOptions, existingDatabase, withDatabaseOptions } from '../find-database.ts'
import { readAuditExport, readCheckpoint } from '../input/audit-files.ts'
import { onServerDatabase } from '../on-server-database.ts'
import { printAnswer } from '../output/print-answer.ts'
import type { Finish } from '../program.ts'

interface VerifyOptions extends DatabaseOptions {
  checkpoint?: string
  trust?: string
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
  const audit = program.command('audit').description('Look at the audit log of a Hub or a control plane.')
  withDatabaseOptions(audit.command('verify'))
    .description('Walk the chain of the audit log and say whether it holds.')
    .argument('[export]', 'an exported log (JSON); default: the database')
    .option(
      '--checkpoint <file>',
      'answer of GET /api/audit/checkpoint, or /v1/audit/checkpoint, kept from earlier',
    )
    .option(
      '--trust <file>',
      'trust file that says who signs checkpoints of a control plane (default: LICET_TRUST_FILE)',
    )
    .addHelpText('after', examples)
    .action(async (file: string | undefined, _options, command: Command) => {
      const options = command.optsWithGlobals<VerifyOptions>()
      const checkpoint =
        options.checkpoint === undefined
          ? undefined
          : await readCheckpoint(context, options.checkpoint, options.trust)
      const verdict = await (file === undefined
        ? verifyDatabase(context, options, checkpoint)
        : verifyExport(context, file, checkpoint))
      printAnswer(context, options.json, verdict, explain(verdict))
      if (!verdict.ok || verdict.checkpointHolds === false) finish(1)
    })
}

function verifyDatabase(
  context: Context,
  options: DatabaseOptions,
  checkpoint: AuditCheckpoint | undefined,
): Promise<AuditVerdict> {
  const { databasePath, url, product } = existingDatabase(context, options)
  return onServerDatabase(server =>
    url === null
      ? server.verifyAuditChain(databasePath, checkpoint, product)
      : server.verifyPostgresAuditChain(url, checkpoint),
  )
}

async function verifyExport(
  context: Context,
  file: string,
  checkpoint: AuditCheckpoint | undefined,
): Promise<AuditVerdict> {
  const records = await readAuditExport(context, file)
  return onServerDatabase(server => ({
    ...server.verifyChain(records),
    checkpointHolds: checkpoint === undefined ? null : server.checkpointHolds(records, checkpoint),
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
    : `${chain}\nThe checkpoint does NOT hold: entries that it saw were cut off, the chain was rewritten, or it is of another server.`
}

const examples = `
Exit codes: 0 the chain holds (and the checkpoint, if given); 1 it does not; 2 it could not be read.

Examples:
  licet audit verify --data-dir /var/lib/licet
  licet audit verify --checkpoint checkpoint-2027-03.json
  licet audit verify audit-export.json --json
  licet audit verify --control-plane --checkpoint checkpoint-2027-03.json --trust trust.json
`
