import { EmptyState, Moment, Pane, StateChip } from '@licet/ui'
import { Text } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { useText } from '../../language/use-text.ts'
import { AttentionLink } from './attention-link.tsx'
import classes from './attention-pane.module.css'
import type { Attention } from './overview-query.ts'

const tones = { info: 'info', warning: 'notice', error: 'danger' } as const

/** What a person should look at, most urgent first, each with the one thing to do about it. */
export function AttentionPane({ items }: { items: readonly Attention[] }) {
  const { text } = useText()
  return (
    <Pane title={text('overview.attention')} lead={text('overview.attentionLead')}>
      {items.length === 0 ? (
        <EmptyState icon={IconMoodSmile} title={text('overview.nothing')}>
          {text('overview.nothingHelp')}
        </EmptyState>
      ) : (
        <ul className={classes.items}>
          {items.map(item => (
            <li key={`${item.kind} ${item.id}`}>
              <StateChip tone={tones[item.level]}>{text(`overview.level.${item.level}`)}</StateChip>
              <div className={classes.words}>
                <Text size="sm" fw={560}>
                  {text(`overview.what.${item.kind}`, { name: item.name, customer: item.customer })}
                </Text>
                <Text size="xs" c="dimmed">
                  {item.customer !== '' && `${item.customer} · `}
                  <Moment at={item.at} />
                </Text>
              </div>
              <AttentionLink item={item} />
            </li>
          ))}
        </ul>
      )}
    </Pane>
  )
}
