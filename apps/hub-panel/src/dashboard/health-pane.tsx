import { Pane, Refusal, RowsSkeleton, StateChip, TextLink } from '@licet/ui'
import { useQuery } from '@tanstack/react-query'
import { diagnosticsQuery } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'
import { diagnosticTones } from '../operations/diagnostic-tones.ts'
import { useDiagnosticName } from '../operations/use-diagnostic-name.ts'
import classes from './rows.module.css'

const rowsMax = 5

/** Facts rather than findings; they stand on the diagnostics page. */
const plainFacts = ['version', 'node', 'installation']

/** What the Hub thinks of its own health; what is wrong stands first. */
export function HealthPane() {
  const { text } = useText()
  const nameOf = useDiagnosticName()
  const { data, error } = useQuery(diagnosticsQuery)
  const order = ['failed', 'warning', 'ok']
  const checks = (data?.checks ?? [])
    .filter(check => check.outcome !== 'ok' || !plainFacts.includes(check.id))
    .toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
  return (
    <Pane
      title={text('dashboard.health')}
      lead={text('dashboard.healthLead')}
      aside={
        <TextLink to="/diagnostics" size="sm">
          {text('nav.diagnostics')}
        </TextLink>
      }
    >
      <Refusal error={error} />
      {data === undefined && error === null && <RowsSkeleton rows={4} />}
      <ul className={classes.rows}>
        {checks.slice(0, rowsMax).map(check => (
          <li key={check.id}>
            <span className={classes.name}>{nameOf(check.id)}</span>
            <StateChip tone={diagnosticTones[check.outcome]}>
              {text(`diagnostics.${check.outcome}`)}
            </StateChip>
          </li>
        ))}
      </ul>
    </Pane>
  )
}
