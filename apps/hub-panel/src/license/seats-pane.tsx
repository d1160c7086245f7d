import type { LicenseReport } from '@licet/api'
import { Pane, SeatMeter, TextLink } from '@licet/ui'
import { Text } from '@mantine/core'
import { useText } from '../language/use-text.ts'
import { LastSeen } from '../users/last-seen.tsx'
import classes from './seats-pane.module.css'

const namedMax = 4

/** Seats as a picture, and by name whoever could make room once the line is reached. */
export function SeatsPane({ report }: { report: LicenseReport }) {
  const { text } = useText()
  const { used, limit, holders } = report.seats
  const full = limit !== null && used >= limit
  return (
    <Pane
      title={text('seats.title')}
      aside={
        <TextLink to="/seats" size="sm" data-noprint>
          {text('license.seatsMore')}
        </TextLink>
      }
    >
      <SeatMeter used={used} limit={limit} />
      {full && (
        <div className={classes.over}>
          <Text size="sm" mb={6}>
            {text(used > limit ? 'license.overMeaning' : 'license.fullMeaning')}
          </Text>
          <Text size="sm" fw={600}>
            {text('license.couldMakeRoom')}
          </Text>
          <ul className={classes.people}>
            {holders.slice(0, Math.max(namedMax, Math.min(used - limit, 10))).map(holder => (
              <li key={holder.id}>
                <TextLink to="/users/$id" params={{ id: holder.id }} size="sm">
                  {holder.name}
                </TextLink>
                <Text size="sm" c="dimmed" component="span">
                  <LastSeen at={holder.lastSeenAt} />
                </Text>
              </li>
            ))}
          </ul>
        </div>
      )}
      {!full && (
        <Text size="sm" c="dimmed" mt={10}>
          {text('license.seatsCounted')}
        </Text>
      )}
    </Pane>
  )
}
