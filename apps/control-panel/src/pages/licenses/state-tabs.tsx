import { toneClass } from '@licet/ui'
import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../language/use-text.ts'
import { overviewQuery } from '../overview/overview-query.ts'
import { type LicenseState, licenseStates, licenseTones } from './license-states.ts'
import classes from './state-tabs.module.css'

/** How many licenses there are in every state; a click shows only those. */
export function StateTabs(props: {
  state: LicenseState | undefined
  onChange: (state: LicenseState | undefined) => void
}) {
  const { text, language } = useText()
  const { data } = useQuery(overviewQuery)
  const number = new Intl.NumberFormat(language)
  const counts = new Map(data?.licenses.byState.map(({ state, count }) => [state, count]))
  return (
    <div role="group" aria-label={text('licenses.states')} className={classes.tabs}>
      <Tab
        label={text('ui.all')}
        count={data && number.format(data.licenses.total)}
        active={props.state === undefined}
        onClick={() => props.onChange(undefined)}
      />
      {licenseStates.map(state => (
        <Tab
          key={state}
          tone={toneClass(licenseTones[state])}
          label={text(`licenseState.${state}`)}
          count={data && number.format(counts.get(state) ?? 0)}
          active={props.state === state}
          onClick={() => props.onChange(state)}
        />
      ))}
    </div>
  )
}

function Tab(props: {
  label: string
  count: string | undefined
  active: boolean
  onClick: () => void
  tone?: string
}) {
  return (
    <UnstyledButton
      className={`${classes.tab} ${props.tone ?? ''}`}
      aria-pressed={props.active}
      onClick={props.onClick}
    >
      <span className={classes.label} data-tone={props.tone !== undefined || undefined}>
        {props.label}
      </span>
      <span className={classes.count}>{props.count ?? '…'}</span>
    </UnstyledButton>
  )
}
