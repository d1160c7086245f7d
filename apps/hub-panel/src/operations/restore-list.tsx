import { Moment } from '@licet/ui'
import { Checkbox, List, Stack, Text } from '@mantine/core'
import type { RestoreChanges } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import classes from './restore-list.module.css'

/** So many lines a list; a dialog with thousands helps nobody. */
const linesMax = 200

/** What stays ended, with a tick where it may be given back, and what is lost. */
export function RestoreList({
  changes,
  revive,
  onRevive,
}: {
  changes: RestoreChanges
  revive: readonly string[]
  onRevive: (revive: readonly string[]) => void
}) {
  const { text } = useText()
  const { present, log, carriedOver, lost } = changes
  if (present !== 'sound') return <Text size="sm">{text('backups.nothingPresent')}</Text>
  const toggle = (id: string, stays: boolean) =>
    onRevive(stays ? revive.filter(other => other !== id) : [...new Set([...revive, id])])
  const shown = carriedOver.toSorted((a, b) => Number(b.optional) - Number(a.optional)).slice(0, linesMax)
  return (
    <Stack gap="sm" className={classes.list}>
      <section>
        <Text fw={600} size="sm">
          {text('backups.staysEnded')}
        </Text>
        {carriedOver.length === 0 && <Text size="sm">{text('backups.nothingEnded')}</Text>}
        {carriedOver.some(({ optional }) => optional) && (
          <Text size="sm" c="dimmed">
            {text('backups.staysEndedHelp')}
          </Text>
        )}
        {shown.map(({ kind, id, name, at, optional }) => (
          <Checkbox
            key={`${kind} ${id} ${name}`}
            mt={6}
            size="sm"
            checked={!revive.includes(id) || !optional}
            disabled={!optional}
            onChange={event => toggle(id, event.currentTarget.checked)}
            label={<Line what={text(`backups.carriedOver.${kind}`)} name={name} at={at} />}
          />
        ))}
        <More count={carriedOver.length - shown.length} />
      </section>
      {lost.length > 0 && (
        <section>
          <Text fw={600} size="sm">
            {text('backups.goesLost')}
          </Text>
          <List size="sm">
            {lost.slice(0, linesMax).map(({ kind, id, name, at }) => (
              <List.Item key={`${kind} ${id}`}>
                <Line what={text(`backups.lost.${kind}`)} name={name} at={at} />
              </List.Item>
            ))}
          </List>
          <More count={lost.length - linesMax} />
        </section>
      )}
      <Text size="sm">{text(`backups.log.${log.relation}`)}</Text>
    </Stack>
  )
}

function Line({ what, name, at }: { what: string; name: string; at: number | null }) {
  return (
    <span>
      {what}
      {name !== '' && <>: {name}</>}
      {at !== null && (
        <Text span size="sm" c="dimmed">
          {' '}
          · <Moment at={at} show="utc" />
        </Text>
      )}
    </span>
  )
}

function More({ count }: { count: number }) {
  const { text } = useText()
  return count > 0 ? (
    <Text size="sm" c="dimmed">
      {text('backups.andMore', { count })}
    </Text>
  ) : null
}
