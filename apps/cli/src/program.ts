import { Command } from 'commander'
import packageFile from '../package.json' with { type: 'json' }
import { addActivate } from './commands/activate.ts'
import { addAdmin } from './commands/admin.ts'
import { addApply } from './commands/apply.ts'
import { addAudit } from './commands/audit.ts'
import { addBackup } from './commands/backup.ts'
import { addCheck } from './commands/check.ts'
import { addCompletion } from './commands/completion.ts'
import { addDeactivate } from './commands/deactivate.ts'
import { addFingerprint } from './commands/fingerprint.ts'
import { addHeartbeat } from './commands/heartbeat.ts'
import { addInspect } from './commands/inspect.ts'
import { addIssue } from './commands/issue.ts'
import { addKeys } from './commands/keys.ts'
import { addKeyset } from './commands/keyset.ts'
import { addLicense } from './commands/license.ts'
import { addRefresh } from './commands/refresh.ts'
import { addRequest } from './commands/request.ts'
import { addRestore } from './commands/restore.ts'
import { addRevocations } from './commands/revocations.ts'
import { addStatus } from './commands/status.ts'
import { addTrust } from './commands/trust.ts'
import { addVerify } from './commands/verify.ts'
import type { Context, ExitCode } from './context.ts'

/** Reports how a command ended, where it ended otherwise than with 0. */
export type Finish = (code: ExitCode) => void

/**
 * All commands of `licet`.
 *
 * @param finish - Called by a command that ends with another code than 0; a thrown error ends with 2.
 */
export function createProgram(context: Context, finish: Finish): Command {
  const program = new Command('licet')
    .description('Activate, check, issue, verify and explain licenses; look after a Hub on its own machine.')
    .version(packageFile.version, '-V, --version')
    .option('--json', 'answer with one JSON object instead of text')
    .exitOverride()
    .showHelpAfterError('(add --help for an explanation and examples)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: context.out, writeErr: context.err })
    .addHelpText('after', overview)
  addVerify(program, context, finish)
  addInspect(program, context, finish)
  addFingerprint(program, context)
  addActivate(program, context, finish)
  addDeactivate(program, context, finish)
  addStatus(program, context, finish)
  addCheck(program, context, finish)
  addRefresh(program, context, finish)
  addHeartbeat(program, context, finish)
  addRequest(program, context)
  addApply(program, context, finish)
  addKeys(program, context)
  addIssue(program, context)
  addTrust(program, context)
  addKeyset(program, context, finish)
  addRevocations(program, context, finish)
  addLicense(program, context, finish)
  addBackup(program, context)
  addRestore(program, context)
  addAudit(program, context, finish)
  addAdmin(program, context)
  addCompletion(program, context)
  return program
}

const overview = `
Exit codes:
  0  done, or the answer is yes
  1  the answer is no: not genuine, not in force, chain broken
  2  the question could not be asked: misuse, unreadable file, wrong passphrase

Start here:
  licet activate ACME-4TQ8-0H3M-ZV71-9KXB              use a license on this machine
  licet inspect license.txt                            what does this license say?
  licet verify --trust trust.json - < license.txt      is it genuine and in force?
  licet keys generate --use license                    become a vendor: make a signing key
`
