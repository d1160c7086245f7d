import { type Context, readSecretFile, readSetting } from '../context.ts'
import { CliError } from '../errors.ts'

/**
 * The passphrase of a key file: from `--passphrase-file`, `LICET_PASSPHRASE` (or its `_FILE`), else asked for.
 *
 * @param purpose - `new` asks twice, and is held to the rules for passwords.
 * @throws {CliError} PASSPHRASE_MISSING where nobody is there to be asked, PASSPHRASE_REFUSED, PASSPHRASE_DIFFERS, CANCELLED
 */
export async function readPassphrase(
  context: Context,
  file: string | undefined,
  purpose: 'new' | 'existing',
): Promise<string> {
  const given = file === undefined ? readSetting(context, 'LICET_PASSPHRASE') : readSecretFile(file)
  if (given === undefined && !context.interactive) throw new CliError('PASSPHRASE_MISSING')
  const first = given ?? (await askSecret('Passphrase of the key file'))
  if (purpose === 'new') await assertPassphrase(first)
  if (purpose === 'new' && given === undefined && first !== (await askSecret('The same again')))
    throw new CliError('PASSPHRASE_DIFFERS')
  return first
}

async function assertPassphrase(passphrase: string): Promise<void> {
  const { checkPassword } = await import('@licet/server/passwords')
  const fault = await checkPassword(passphrase)
  // The length is judged where the key is sealed.
  if (fault !== null && fault.code !== 'PASSWORD_TOO_SHORT')
    throw new CliError('PASSPHRASE_REFUSED', fault.message)
}

/** Asks on the terminal without showing what is typed. @throws {CliError} CANCELLED */
export async function askSecret(message: string): Promise<string> {
  const { isCancel, password } = await import('@clack/prompts')
  const answer = await password({ message, output: process.stderr })
  if (isCancel(answer) || answer === undefined) throw new CliError('CANCELLED')
  return answer
}
