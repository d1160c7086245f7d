import { askServer, Refusal, type ServerError, TextLink, toneClass, useDeed } from '@licet/ui'
import { Button, Text } from '@mantine/core'
import { IconArmchairOff } from '@tabler/icons-react'
import type { SeatHolder, SeatsExhausted } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import { LastSeen } from './last-seen.tsx'
import classes from './seats-exhausted-notice.module.css'

const shownMax = 5

/** A 402 explained where it happens: the numbers, who could make room, and one click that does it. */
export function SeatsExhaustedNotice({ error, onFreed }: { error: ServerError; onFreed: () => void }) {
  const { text } = useText()
  const body = error.body as Partial<SeatsExhausted>
  const disable = useDeed({
    run: (holder: SeatHolder) =>
      askServer(`/api/users/${encodeURIComponent(holder.id)}`, { method: 'PATCH', body: { enabled: false } }),
    onDone: onFreed,
  })
  const { limit = 0, used = 0 } = body.seats ?? {}
  const toFree = Math.max(1, used - limit + 1)
  return (
    <div role="alert" className={`${classes.notice} ${toneClass('notice')}`}>
      <div className={classes.head}>
        <IconArmchairOff size={22} aria-hidden />
        <div>
          <Text fw={620}>{text('users.fullTitle', { used, limit })}</Text>
          <Text size="sm">{text('users.fullHelp', { count: toFree })}</Text>
        </div>
      </div>
      <ul className={classes.people}>
        {(body.holders ?? []).slice(0, shownMax).map(holder => (
          <li key={holder.id}>
            <span>
              <span className={classes.name}>{holder.name}</span>
              <span className={classes.seen}>
                <LastSeen at={holder.lastSeenAt} />
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={text('users.disableOne', { name: holder.name })}
              loading={disable.isPending && disable.variables?.id === holder.id}
              onClick={() => disable.mutate(holder)}
            >
              {text('users.disable')}
            </Button>
          </li>
        ))}
      </ul>
      <Refusal error={disable.error} />
      <Text size="sm">
        {text('users.orUpgrade')}{' '}
        <TextLink to="/license/activate" size="sm" underline="always">
          {text('license.replace')}
        </TextLink>
      </Text>
    </div>
  )
}
