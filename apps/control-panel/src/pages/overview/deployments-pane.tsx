import { Pane, StateChip, TextLink } from '@licet/ui'
import { useText } from '../../language/use-text.ts'
import { deploymentTones } from '../deployments/deployment-tones.ts'
import classes from './deployments-pane.module.css'
import { Figure } from './figure.tsx'
import type { Overview } from './overview-query.ts'

/** The customers' boxes by state: one bar, and the words with their numbers below. */
export function DeploymentsPane({ deployments }: { deployments: Overview['deployments'] }) {
  const { text } = useText()
  const shown = deployments.byState.filter(({ count }) => count > 0)
  return (
    <Pane
      title={text('overview.deployments')}
      aside={<TextLink to="/deployments">{text('overview.all')}</TextLink>}
    >
      <Figure value={deployments.total} unit={text('overview.boxes', { count: deployments.total })} />
      <div className={classes.bar} aria-hidden>
        {shown.map(({ state, count }) => (
          <span key={state} className={`licet-${deploymentTones[state]}`} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={classes.states}>
        {shown.map(({ state, count }) => (
          <li key={state}>
            <StateChip tone={deploymentTones[state]}>{text(`deployments.state.${state}`)}</StateChip>
            <TextLink
              to="/deployments"
              search={{ state }}
              aria-label={`${text(`deployments.state.${state}`)}: ${count}`}
            >
              {count}
            </TextLink>
          </li>
        ))}
      </ul>
    </Pane>
  )
}
