import type { LicenseReport } from '@licet/api'
import { Pane } from '@licet/ui'
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import { useText } from '../language/use-text.ts'
import classes from './at-expiry-pane.module.css'

type Outcome = 'stays' | 'changes' | 'stops'

const softRows = [
  ['features', 'stays'],
  ['accounts', 'stays'],
  ['newAccounts', 'stays'],
  ['products', 'changes'],
  ['banner', 'changes'],
] as const satisfies readonly (readonly [string, Outcome])[]

const lockedRows = [
  ['licensePage', 'stays'],
  ['disable', 'stays'],
  ['writes', 'stops'],
  ['products', 'changes'],
  ['banner', 'changes'],
] as const satisfies readonly (readonly [string, Outcome])[]

const icons = { stays: IconCheck, changes: IconMinus, stops: IconX } as const

/** What stays and what changes once the license ends, by its own rules. */
export function AtExpiryPane({ report }: { report: LicenseReport }) {
  const { text } = useText()
  const locked = report.status.enforcement === 'locked'
  return (
    <Pane title={text('atExpiry.title')} lead={text(locked ? 'atExpiry.lockedLead' : 'atExpiry.softLead')}>
      <ul className={classes.rows}>
        {(locked ? lockedRows : softRows).map(([row, outcome]) => {
          const Icon = icons[outcome]
          return (
            <li key={row} data-outcome={outcome}>
              <Icon size={17} stroke={2.2} aria-hidden />
              <div>
                <strong>{text(`atExpiry.${row}`)}</strong>
                <span>{text(`atExpiry.${row}Then`)}</span>
              </div>
            </li>
          )
        })}
      </ul>
    </Pane>
  )
}
