import { CliError } from '../errors.ts'

/** Asks a yes-or-no question on the terminal, with no as the default. @throws {CliError} CANCELLED for anything but yes */
export async function askConsent(message: string): Promise<void> {
  const { confirm } = await import('@clack/prompts')
  const answer = await confirm({ message, initialValue: false, output: process.stderr })
  if (answer !== true) throw new CliError('CANCELLED')
}
