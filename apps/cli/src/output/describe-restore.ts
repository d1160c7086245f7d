import type { RestoreChanges, RestorePreview } from '@licet/server'
import { formatTime } from './format-time.ts'
import { printable } from './printable.ts'

type Kind = RestoreChanges['carriedOver'][number]['kind']
type LostKind = RestoreChanges['lost'][number]['kind']

const carriedOverWords: Record<Kind, string> = {
  account_deleted: 'account stays deleted',
  account_disabled: 'account stays disabled',
  account_role_lowered: 'account keeps its lower role',
  account_kept: 'administrator is kept, so that somebody can sign in',
  password: 'newer password counts',
  second_factor: 'newer second factor counts',
  service_key: 'service key stays ended',
  api_token: 'API token stays ended',
  credential_kept: 'key made in place of another is kept',
  license: 'newer license is kept',
  license_removed: 'license stays removed or superseded',
  license_revoked: 'license stays revoked',
  license_suspended: 'license stays suspended',
  short_key: 'newer short key counts',
  machine: 'machine stays ended',
  subscription: 'newer subscription status counts',
  activation: 'newer activation is kept',
  verdict: 'verdict of the vendor is kept',
  release: 'activation stays released',
  revocations: 'revocation list is kept',
  keyset: 'keyset is kept',
  signing_key: 'signing key keeps its status',
  clock: 'newest known time is kept',
}

const lostWords: Record<LostKind, string> = {
  account: 'account',
  role: 'higher role of account',
  service_key: 'service key',
  api_token: 'API token',
  license: 'license (a copy stays in the history)',
  setting: 'changed setting',
}

/** So many lines a list; `--json` has all. */
const linesMax = 50

/** Lists what a restore leaves as it is, and what is lost, for a terminal. Names come from the backup, which may be a foreign one. */
export function describeRestore(changes: RestoreChanges): string {
  const { present, carriedOver, lost } = changes
  if (present !== 'sound')
    return `${
      present === 'damaged' ? 'The present database is damaged' : 'There is no database yet'
    }: nothing can be carried over. What was ended since the backup is back.\n`
  return [
    ...describeLog(changes),
    ...section(
      'Ended or replaced since the backup, and carried over (* can be given back with --revive ID):',
      carriedOver.map(({ kind, id, name, at, optional }) =>
        printable(
          `${optional ? '*' : ' '} ${carriedOverWords[kind]}${named(name)}${optional ? ` (${id})` : ''}${dated(at)}`,
        ),
      ),
    ),
    ...section(
      'Created or changed since the backup, and lost:',
      lost.map(({ kind, name, at }) => printable(`  ${lostWords[kind]}${named(name)}${dated(at)}`)),
    ),
    '',
  ].join('\n')
}

/** Says when more accounts are enabled than the license has seats. @param verb - `are`, or `will be` before a restore. */
export function describeSeats(seats: RestorePreview['seats'], verb: 'are' | 'will be'): string[] {
  if (seats === null || seats.limit === null || seats.used <= seats.limit) return []
  const [used, limit] = [seats.used, seats.limit].map(count => count.toLocaleString('en'))
  return [
    `${used} accounts ${verb} enabled; seats of the license: ${limit}. New ones are refused until there is room.`,
  ]
}

function describeLog({ log, foreign }: RestoreChanges): string[] {
  const { relation, kept, presentEntries, backupEntries } = log
  const lines = foreign
    ? ['This is the backup of another control plane: nothing of the present one is carried over.']
    : []
  const entries = `${backupEntries.toLocaleString('en')} entries`
  if (relation === 'other')
    lines.push(
      `The backup was made by another installation: its audit log (${entries}) has nothing in common with this one.`,
    )
  if (relation === 'branch')
    lines.push(`The audit log of the backup (${entries}) and this one went different ways.`)
  if (relation === 'newer') lines.push(`The backup is newer than the present database.`)
  if (relation === 'unknown') lines.push('The present audit log is broken; the one of the backup goes on.')
  if (kept === 'present')
    lines.push(`The present audit log (${presentEntries.toLocaleString('en')} entries) goes on.`)
  return lines
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const more = lines.length > linesMax ? [`  … and ${lines.length - linesMax} more; --json lists all.`] : []
  return ['', title, ...lines.slice(0, linesMax), ...more]
}

/** Of some things there is only one, and it has no name. */
function named(name: string): string {
  return name === '' ? '' : `: ${name}`
}

function dated(at: number | null): string {
  return at === null ? '' : `, ${formatTime(at)}`
}
