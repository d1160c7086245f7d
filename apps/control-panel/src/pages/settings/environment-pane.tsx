import { type Column, Pane, RecordTable } from '@licet/ui'
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import type { ControlSettingsReport } from './settings-query.ts'

type Variable = ControlSettingsReport['environment'][number]

/** What the server was started with; read-only here. What nobody set is shown when asked for. */
export function EnvironmentPane({ environment }: { environment: readonly Variable[] }) {
  const { text } = useText()
  const [all, setAll] = useState(false)
  const set = environment.filter(({ source }) => source !== 'default')
  const columns: Column<Variable>[] = [
    {
      id: 'name',
      header: text('settings.variable'),
      leads: true,
      cell: ({ name }) => <code className="licet-mono">{name}</code>,
    },
    {
      id: 'value',
      header: text('settings.value'),
      cell: ({ value, warning }) => (
        <>
          {/* Of a secret the server says only this. */}
          {value === 'set' ? (
            text('operation.set')
          ) : (
            <code className="licet-mono">{value === '' ? '–' : value}</code>
          )}
          {warning !== undefined && (
            <Text size="sm" c="var(--mantine-color-error)">
              {text(`settings.inClear.${warning}`)}
            </Text>
          )}
        </>
      ),
    },
    { id: 'source', header: text('settings.source'), cell: ({ source }) => text(`settings.from.${source}`) },
  ]
  return (
    <Pane
      title={text('settings.environment')}
      lead={text('settings.environmentLead')}
      flush
      aside={
        <Button variant="subtle" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {text(all ? 'operation.hideDefaults' : 'operation.showDefaults', {
            count: environment.length - set.length,
          })}
        </Button>
      }
    >
      <RecordTable
        label={text('settings.environment')}
        columns={columns}
        rows={all ? environment : set}
        rowId={({ name }) => name}
      />
    </Pane>
  )
}
