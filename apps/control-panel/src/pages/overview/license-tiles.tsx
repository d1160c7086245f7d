import { StateChip, TextLink, type Tone } from '@licet/ui'
import { Text } from '@mantine/core'
import { useText } from '../../language/use-text.ts'
import classes from './license-tiles.module.css'
import type { Overview } from './overview-query.ts'

interface Tile {
  id: 'active' | 'within30' | 'within60' | 'within90' | 'expired' | 'revoked'
  tone: Tone
  count: number
  search: {
    state?: 'active' | 'expired' | 'revoked'
    expiresAfter?: number
    expiresBefore?: number
  }
}

const daySeconds = 86_400

/** How many licenses are in which state; every number leads to those licenses. */
export function LicenseTiles({ licenses, now }: { licenses: Overview['licenses']; now: number }) {
  const { text } = useText()
  return (
    <ul className={classes.tiles} aria-label={text('overview.licenses')}>
      {tilesOf(licenses, now).map(tile => (
        <li key={tile.id}>
          <TextLink to="/licensing" search={tile.search} underline="never" className={classes.tile ?? ''}>
            <Text component="span" className={classes.count ?? ''}>
              {tile.count}
            </Text>
            <StateChip tone={tile.count === 0 ? 'calm' : tile.tone}>
              {text(`overview.tile.${tile.id}`)}
            </StateChip>
          </TextLink>
        </li>
      ))}
    </ul>
  )
}

function tilesOf({ byState, expiring }: Overview['licenses'], now: number): Tile[] {
  const countOf = (...states: string[]) =>
    byState.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
  const within = (days: number) => ({ expiresAfter: now, expiresBefore: now + days * daySeconds })
  return [
    { id: 'active', tone: 'ok', count: countOf('active', 'expiring'), search: { state: 'active' } },
    { id: 'within30', tone: 'danger', count: expiring.within30Days, search: within(30) },
    { id: 'within60', tone: 'notice', count: expiring.within60Days, search: within(60) },
    { id: 'within90', tone: 'notice', count: expiring.within90Days, search: within(90) },
    { id: 'expired', tone: 'danger', count: countOf('expired'), search: { state: 'expired' } },
    { id: 'revoked', tone: 'danger', count: countOf('revoked'), search: { state: 'revoked' } },
  ]
}
