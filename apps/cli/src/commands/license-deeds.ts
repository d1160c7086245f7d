import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { runStaffCommand, type StaffCommandOptions, withStaffOptions } from '../control/staff-command.ts'
import { collectList, parseEndOption, parseWholeNumber } from '../input/option-values.ts'
import { describeEffect } from '../output/describe-licenses.ts'
import { printable } from '../output/printable.ts'
import type { Finish } from '../program.ts'

interface DeedOptions extends StaffCommandOptions {
  reason?: string
  preview?: boolean
}

const reasonText = 'why; it stands in the audit log'
const previewText = 'only show what it would do'
const keyText = 'repeat with the same text after a lost answer, and it happens once'

/** Adds what staff do to one license: revoke, suspend, reinstate, rebind, renew, a new short key, and a message. */
export function addLicenseDeeds(license: Command, context: Context, finish: Finish): void {
  const deed = (name: string, about: string): Command =>
    withStaffOptions(license.command(name))
      .description(about)
      .argument('<id>', 'id of the license')
      .option('--idempotency-key <text>', keyText)
  const run =
    (name: string, bodyOf: (options: never) => object) =>
    async (id: string, _options: unknown, command: Command): Promise<void> => {
      const options = command.optsWithGlobals<DeedOptions>()
      const { reason, preview } = options
      // Commander has filled in what the options of this very command say.
      const body = { reason, preview, ...bodyOf(options as never) }
      const path = `licenses/${encodeURIComponent(id)}/${name}`
      await runStaffCommand(
        context,
        finish,
        options,
        client => client.post(path, body),
        answer => describeEffect(answer, preview === true),
      )
    }
  for (const [name, about] of Object.entries(plainDeeds)) {
    deed(name, about)
      .requiredOption('--reason <text>', reasonText)
      .option('--preview', previewText)
      .action(run(name, () => ({})))
  }
  deed('rebind', 'Move a license to another machine; without options, to whichever activates next.')
    .requiredOption('--reason <text>', reasonText)
    .option('--preview', previewText)
    .option('--machine-uid <uid>', 'the new machine, as "licet request" shows it')
    .option('--fingerprint <hash>', 'the new machine: sha256:… as a client gave it')
    .option('--installation <id>', 'the new installation')
    .option('--machine <id>', 'the machine that gives it up (default: the only one)')
    .action(
      run('rebind', ({ machineUid, fingerprint, installation, machine }: Record<string, string>) => ({
        machineUid,
        fingerprint,
        installationId: installation,
        machineRow: machine,
      })),
    )
  deed('renew', 'Give a license a new term, or other seats, tier and products: its next revision.')
    .option('--reason <text>', reasonText)
    .option('--preview', previewText)
    .option(
      '--expires <when>',
      '1y, 90d, 2027-03-01 (through that day, UTC), or epoch seconds',
      parseEndOption(context, '--expires'),
    )
    .option('--term <duration>', 'P1Y, P6M, P2W or P30D, from the present end')
    .option('--months <n>', 'timed licenses: months', parseWholeNumber)
    .option('--seats <n>', 'enabled accounts at most', parseWholeNumber)
    .option('--tier <tier>', 'tier')
    .option('--products <list>', 'products, comma-separated', collectList)
    .action(
      run('renew', ({ expires, term, months, seats, tier, products }: Record<string, unknown>) => ({
        expiresAt: expires,
        term,
        termMonths: months,
        seats,
        tier,
        products,
      })),
    )
  addReissueKey(deed, context, finish)
  addMessage(deed, context, finish)
}

function addReissueKey(
  deed: (name: string, about: string) => Command,
  context: Context,
  finish: Finish,
): void {
  deed('reissue-key', 'Make a new short key; the old one no longer opens anything.')
    .option('--reason <text>', reasonText)
    .action(async (id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<DeedOptions>()
      const path = `licenses/${encodeURIComponent(id)}/reissue-key`
      await runStaffCommand(
        context,
        finish,
        options,
        client => client.post(path, { reason: options.reason }),
        ({ key }) => `New key, shown this once: ${printable(String(key))}`,
      )
    })
}

function addMessage(deed: (name: string, about: string) => Command, context: Context, finish: Finish): void {
  deed('message', 'Say something to the administrators of its machines, with the next answer of each.')
    .requiredOption(
      '--text <text>',
      'one line, at most 500 characters; an empty one takes back what was said',
    )
    .action(async (id: string, _options, command: Command) => {
      const options = command.optsWithGlobals<StaffCommandOptions & { text: string }>()
      const path = `licenses/${encodeURIComponent(id)}/message`
      await runStaffCommand(
        context,
        finish,
        options,
        client => client.post(path, { text: options.text }),
        () => (options.text === '' ? 'Nothing is said any more.' : 'It goes with every answer from now on.'),
      )
    })
}

const plainDeeds = {
  revoke: 'Revoke a license: no activation any more, and its machines lock as they notice.',
  suspend: 'Suspend a license until it is reinstated.',
  reinstate: 'Put a suspended license in force again.',
} as const
