import type { LicenseReport } from '@licet/api'
import { firstSecondOf } from '@licet/license'
import { formatDay, Refusal, toDateInput, toneClass, useNow } from '@licet/ui'
import { Button, Group, NumberInput, Skeleton, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { forecastQuery } from '../hub/queries.ts'
import type { Forecast } from '../hub/shapes.ts'
import { useStateText } from '../language/use-state-text.ts'
import { useText } from '../language/use-text.ts'
import { LicenseStateChip } from './license-state-chip.tsx'
import classes from './simulator.module.css'
import { stateTones } from './state-tone.ts'

const daySeconds = 86_400

/** "What happens on that day, with so many users?", answered by the function that enforces. */
export function Simulator(props: {
  report: LicenseReport
  lookAt: number | null
  onLookAt: (at: number | null) => void
}) {
  const { text } = useText()
  const { report, lookAt, onLookAt } = props
  const now = useNow()
  const [users, setUsers] = useState(report.seats.used)
  const at = lookAt ?? now
  const [asked] = useDebouncedValue({ at: lookAt ?? Math.floor(now / 60) * 60, users }, 180)
  const forecast = useQuery(forecastQuery(asked.at, asked.users))
  const expiresAt = report.license?.expiresAt ?? now
  const presets: readonly { id: 'today' | 'month' | 'dayBefore' | 'dayAfter'; at: number | null }[] = [
    { id: 'today', at: null },
    { id: 'month', at: now + 30 * daySeconds },
    ...(expiresAt > now
      ? [
          { id: 'dayBefore' as const, at: expiresAt - daySeconds },
          { id: 'dayAfter' as const, at: expiresAt + daySeconds },
        ]
      : []),
  ]
  return (
    <section className={classes.simulator} aria-label={text('simulator.title')} data-noprint>
      <h3 className={classes.question}>{text('simulator.title')}</h3>
      <p className={classes.hint}>{text('simulator.hint')}</p>
      <div className={classes.row}>
        <TextInput
          type="date"
          size="sm"
          label={text('simulator.date')}
          value={toDateInput(at)}
          min={toDateInput(now)}
          max="9999-12-31"
          onChange={event => {
            const day = firstSecondOf(event.currentTarget.value)
            if (day !== null && day > 0) onLookAt(day)
          }}
        />
        <NumberInput
          size="sm"
          w={124}
          label={text('simulator.users')}
          value={users}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          onChange={value => typeof value === 'number' && setUsers(value)}
        />
        <Group gap={6} className={classes.presets}>
          {presets.map(preset => (
            <Button
              key={preset.id}
              size="compact-sm"
              variant={preset.at === lookAt ? 'filled' : 'default'}
              aria-pressed={preset.at === lookAt}
              onClick={() => onLookAt(preset.at)}
            >
              {text(`simulator.${preset.id}`)}
            </Button>
          ))}
        </Group>
      </div>
      <div aria-live="polite">
        {forecast.data ? (
          <Answer forecast={forecast.data} />
        ) : forecast.error ? (
          <Refusal error={forecast.error} />
        ) : (
          <Skeleton height={92} />
        )}
      </div>
    </section>
  )
}

function Answer({ forecast }: { forecast: Forecast }) {
  const { text, language } = useText()
  const stateText = useStateText()
  const { limit, used } = forecast.seats
  const { message } = stateText({
    state: forecast.state,
    message: forecast.message,
    remedy: forecast.remedy,
    expires_at: 0,
  })
  return (
    <div className={`${classes.answer} ${toneClass(stateTones[forecast.state])}`}>
      <Group gap="sm" mb={4}>
        <LicenseStateChip state={forecast.state} />
        <Text fw={600}>{text('simulator.on', { date: formatDay(forecast.at, language), count: used })}</Text>
      </Group>
      <ul className={classes.consequences}>
        <li>{message}</li>
        <li>
          {text(forecast.canCreateUsers ? 'simulator.canCreate' : 'simulator.cannotCreate')}{' '}
          {limit !== null && text('simulator.seats', { used, limit })}
        </li>
        <li>{text(`restricts.${forecast.restricts}`)}</li>
      </ul>
    </div>
  )
}
