import { fingerprintOf, type MachineComponent } from '@licet/activation'
import { createMachineUid, type Fingerprint, machineIdOf } from '@licet/license'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { issuer as ownIssuer } from '../evaluation.ts'
import { loadTrustIfNamed } from '../input/load-trust.ts'
import { installationIdOf, readThisMachine } from '../input/read-this-machine.ts'
import { printAnswer } from '../output/print-answer.ts'
import { printable } from '../output/printable.ts'

interface FingerprintOptions {
  explain?: boolean
  issuer?: string
  trust?: string
  productVersion?: string
  json?: boolean
}

/** What is known of this machine under one vendor's salt. */
interface Answer {
  issuer: string
  installationId: string | null
  /** What the activation server calls this machine; null where nothing is known of it. */
  machineId: string | null
  /** Installation and machine as people type them; null before anything was activated here. */
  machineUid: string | null
  fingerprint: Fingerprint
}

/** Adds `licet fingerprint`: what a license bound to this machine goes by, as hashes. */
export function addFingerprint(program: Command, context: Context): void {
  program
    .command('fingerprint')
    .description('Show the fingerprint of this machine. What it is made of never leaves the machine.')
    .option('--explain', 'also say where each component came from, what was ignored, and why')
    .option('--issuer <name>', `salt it for this vendor (default: of the trust file, else ${ownIssuer})`)
    .option('--trust <file>', 'salt it for the vendor of this trust file (default: LICET_TRUST_FILE)')
    .option('--product-version <version>', 'include the major and minor version of a product')
    .addHelpText('after', examples)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<FingerprintOptions>()
      const issuer = options.issuer ?? (await loadTrustIfNamed(context, options.trust))?.issuer ?? ownIssuer
      const installationId = installationIdOf(context)
      const { productVersion } = options
      const reading = await readThisMachine(context)
      const { fingerprint, components } = fingerprintOf(reading, { issuer, installationId, productVersion })
      const machineId = fingerprint.uid === undefined ? null : machineIdOf(fingerprint)
      const answer = {
        issuer,
        installationId,
        machineId,
        machineUid: machineUidOf(installationId, fingerprint),
        fingerprint,
      }
      const explained = options.explain ? { ...answer, container: reading.container, components } : answer
      printAnswer(context, options.json, explained, describe(answer, components, options.explain === true))
    })
}

function machineUidOf(installationId: string | null, { uid }: Fingerprint): string | null {
  return installationId === null || uid === undefined ? null : createMachineUid({ installationId, uid })
}

function describe(answer: Answer, components: readonly MachineComponent[], explained: boolean): string {
  const { issuer, installationId, machineId, machineUid, fingerprint } = answer
  const heads = [
    `issuer        ${issuer}`,
    `installation  ${installationId ?? '(none yet: nothing was activated from this LICET_HOME)'}`,
    `machine       ${machineId ?? '(unknown: nothing here tells this machine from another of its kind)'}`,
    `machine UID   ${machineUid ?? '(none yet)'}`,
  ]
  const hashes = components
    .filter(({ hash }) => hash !== null)
    .map(({ name, hash }) => `${name.padEnd(14)}${hash}${name in fingerprint ? '' : ' (does not count)'}`)
  const lines = [...heads, '', ...hashes, ...(explained ? components.flatMap(explain) : [])]
  return lines.map(printable).join('\n')
}

function explain({ name, source, outcome, note }: MachineComponent): string[] {
  return ['', `${name}: ${outcome}, from ${source}`, `  ${note}`]
}

const examples = `
The hashes are salted with the name of the vendor, so that no other vendor can compare them. The machine UID stands for
installation and machine; it is what to type into the vendor's page where there is no network.

Examples:
  licet fingerprint --trust trust.json
  licet fingerprint --explain --issuer aidoo.biz --product-version 2.1
`
