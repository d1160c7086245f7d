import { formatTable } from './format-table.ts'
import { formatTime } from './format-time.ts'
import { printable } from './printable.ts'

type Json = Readonly<Record<string, unknown>>

/** A page of licenses as a table. */
export function describeLicenseList(page: Json): string {
  const rows = listOf(page.licenses).map(row => [
    textOf(row.id),
    textOf(row.state),
    textOf(objectOf(row.customer).name),
    textOf(row.tier),
    textOf(row.seats),
    listOfText(row.products),
    dayOf(row.expiresAt),
    textOf(row.keyHint),
  ])
  const heads = ['id', 'state', 'customer', 'tier', 'seats', 'products', 'expires', 'key']
  const more = page.next === null ? '' : `\nMore: --cursor ${textOf(page.next)}`
  return `${formatTable(heads, rows)}\n${rows.length} of ${textOf(page.total)}${more}`
}

/** One license with its machines and revisions. */
export function describeLicense(license: Json): string {
  const machines = listOf(license.activations).map(machine => [
    textOf(machine.id),
    textOf(machine.state),
    textOf(machine.hostname),
    textOf(machine.installationId),
    dayOf(machine.lastSeenAt),
    dayOf(machine.leaseEndsAt),
  ])
  return [
    `${textOf(license.id)}  ${textOf(license.state)}  ${textOf(license.stateReason)}`.trimEnd(),
    `  for       ${textOf(objectOf(license.customer).name)}`,
    `  tier      ${textOf(license.tier)}, ${textOf(license.seats)} seats, ${listOfText(license.products)}`,
    `  policy    ${license.preset === null ? 'of its own' : textOf(license.preset)}`,
    `  revision  ${textOf(license.revision)}, issued ${timeOf(license.issuedAt)}`,
    `  until     ${license.expiresAt === null ? `${textOf(license.termMonths)} months from the first activation` : timeOf(license.expiresAt)}`,
    `  key       ${textOf(license.keyHint)}`,
    ...(machines.length === 0
      ? ['  machines  none']
      : ['', formatTable(['machine', 'state', 'host', 'installation', 'last seen', 'lease ends'], machines)]),
  ].join('\n')
}

/** What a deed did, or would do, to the machines that live on a license. */
export function describeEffect(answer: Json, preview: boolean): string {
  const effect = objectOf(answer.effect)
  const machines = listOf(effect.machines).map(machine => [
    textOf(machine.hostname),
    textOf(machine.installationId),
    dayOf(machine.lastSeenAt),
    machine.noticesBy === null ? 'only by file' : timeOf(machine.noticesBy),
  ])
  const heading = preview ? 'Nothing was written. It would be:' : 'Done.'
  const license = objectOf(answer.license)
  const after = `${textOf(license.id)}  ${textOf(preview ? effect.stateAfter : license.state)}`
  const table =
    machines.length === 0
      ? 'No machine lives on it.'
      : formatTable(['host', 'installation', 'last seen', 'notices by'], machines)
  return [heading, after, table].join('\n')
}

/** What became, or would become, of all that match. */
export function describeRenewals(answer: Json, preview: boolean): string {
  const obstacles = listOf(answer.obstacles).map(({ id, customer, obstacle }) => [
    textOf(id),
    textOf(customer),
    textOf(obstacle),
  ])
  const heading = preview
    ? `Nothing was written. ${textOf(answer.renewed)} would be renewed.`
    : `${textOf(answer.renewed)} renewed.`
  return obstacles.length === 0
    ? heading
    : [heading, '', formatTable(['not renewed', 'customer', 'why'], obstacles)].join('\n')
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function listOfText(value: unknown): string {
  return Array.isArray(value) ? value.map(textOf).join(', ') : ''
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return printable(value)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '–'
}

function timeOf(value: unknown): string {
  return typeof value === 'number' ? formatTime(value) : '–'
}

function dayOf(value: unknown): string {
  return timeOf(value).slice(0, 10)
}
