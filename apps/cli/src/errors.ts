/** Every way in which a command can fail to do what was asked: one code, one sentence, with what to do about it. */
export const cliErrors = {
  USAGE_INVALID: 'The command was not understood. "licet help" lists all commands.',
  TRUST_MISSING: 'No trust file: name one with --trust FILE or LICET_TRUST_FILE.',
  TRUST_UNREADABLE: 'The trust file cannot be used. "licet trust build" writes a correct one.',
  FILE_UNREADABLE: 'This file cannot be read. Check the path and its permissions.',
  FILE_EXISTS: 'This file exists already and is never overwritten. Name another one.',
  FILE_UNWRITABLE: 'This file cannot be written. Check the folder and its permissions.',
  FILE_TOO_LARGE: 'This file is larger than anything that belongs here.',
  FILE_NOT_JSON: 'This file is not the JSON that belongs here.',
  KEY_IN_REPOSITORY:
    'A private key inside a git work tree is one "git add" away from being public. Choose a path outside, or say --force.',
  PASSPHRASE_MISSING:
    'A passphrase is needed: answer the prompt on a terminal, or set LICET_PASSPHRASE or --passphrase-file FILE.',
  PASSPHRASE_REFUSED: 'This passphrase is not accepted for a new key. Nothing was written.',
  PASSPHRASE_DIFFERS: 'The two passphrases differ. Nothing was written.',
  SETTING_TWICE: 'A setting is given twice, directly and as a file. Keep one of them.',
  CLAIM_MISSING: 'A license needs this; give it as an option or in --from FILE.',
  OPTION_INVALID: 'The value of this option is not usable.',
  KEYSET_REVIVES_KEY:
    'This keyset leaves out a compromised key, or calls it good. Draft it again: every later keyset names it as compromised.',
  CANCELLED: 'Cancelled. Nothing was written.',
  EVALUATION_INCOMPLETE:
    'The evaluation folder lacks its signing key. Delete the folder and run this again; licenses made with the old key will end.',
  HUB_UNREACHABLE: 'The Hub did not answer. Check the address, and that it runs.',
  HUB_REFUSED: 'The Hub refused the key. It needs a status key or a service key with that scope.',
  CONTROL_ADDRESS_MISSING: 'No control plane is named: set LICET_CONTROL_URL, or say --control URL.',
  TOKEN_MISSING:
    'A control plane lets nobody in without a token: set LICET_CONTROL_TOKEN or LICET_CONTROL_TOKEN_FILE, or say --token-file FILE.',
  TOKEN_IN_CLEAR:
    'The token would travel unencrypted, so it is not sent. Use an https address, or name the host in LICET_INSECURE_CONTROL_HOSTS.',
  CONTROL_UNREACHABLE: 'The control plane did not answer. Check the address, and that it runs.',
  DATABASE_MISSING:
    'There is no database in this data directory. Check --data-dir, and say --control-plane for a control plane.',
  DATABASE_ON_POSTGRES:
    'This control plane keeps its database on PostgreSQL: use pg_dump and pg_restore. Nothing was changed.',
  DATABASE_UNUSABLE: 'The database cannot be used for this. Nothing was changed.',
  PASSWORD_REFUSED: 'This password is not accepted. Nothing was changed.',
  CHECKPOINT_INVALID:
    'This is no checkpoint that a Hub, or a key of the trust file, has signed. Export it again: GET /api/audit/checkpoint, or /v1/audit/checkpoint.',
  AUDIT_EXPORT_INVALID: 'This is not an export of an audit log: a JSON list of entries, or one entry a line.',
  NODE_TOO_OLD: 'This command needs Node 22 or newer. "npm run licet" brings its own.',
  INTERNAL:
    'Something failed that should not. Run it again with LICET_DEBUG=1 and send the output to support.',
} as const satisfies Record<string, string>

/** A stable, machine-readable reason for exit code 2. */
export type CliErrorCode = keyof typeof cliErrors

/** A command that could not do what was asked. `detail` names the option, file or field; never a secret. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly code: CliErrorCode
  readonly detail: string | undefined

  constructor(code: CliErrorCode, detail?: string) {
    super(cliErrors[code])
    this.code = code
    this.detail = detail
  }
}
