import { openKeyFile, parseKeyFile, type SigningKey } from '@licet/issuer'
import type { Context } from '../context.ts'
import { readPassphrase } from './passphrase.ts'
import { readText } from './read-input.ts'

/**
 * Opens a key file; its passphrase is asked for only if it has one (development keys have none).
 *
 * @throws {CliError} FILE_UNREADABLE, PASSPHRASE_MISSING
 * @throws {IssuerError} KEY_FILE_INVALID, KEY_FILE_LOCKED, KEY_MISMATCH
 */
export async function openKey(
  context: Context,
  path: string,
  passphraseFile: string | undefined,
): Promise<SigningKey> {
  const text = await readText(context, path)
  const locked = parseKeyFile(text).private.kdf !== 'none'
  return openKeyFile(text, locked ? await readPassphrase(context, passphraseFile, 'existing') : null)
}
