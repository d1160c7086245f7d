import { Moment, StateChip } from '@licet/ui'
import { IconArrowRight } from '@tabler/icons-react'
import { useText } from '../../language/use-text.ts'
import type { DeploymentDetail } from './deployment-queries.ts'
import { deploymentTones } from './deployment-tones.ts'
import classes from './transition-list.module.css'

/** Changes of state, newest first. */
export function TransitionList({ transitions }: { transitions: DeploymentDetail['transitions'] }) {
  const { text } = useText()
  return (
    <ol className={classes.transitions}>
      {transitions.map(({ at, from, to }) => (
        <li key={`${at} ${to}`}>
          <span className={classes.change}>
            {from === null ? text('deployments.never') : text(`deployments.state.${from}`)}
            <IconArrowRight size={14} aria-label={text('deployments.becomes')} role="img" />
            <StateChip tone={deploymentTones[to]}>{text(`deployments.state.${to}`)}</StateChip>
          </span>
          <Moment at={at} />
        </li>
      ))}
    </ol>
  )
}
