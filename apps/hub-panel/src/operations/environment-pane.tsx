import { type Column, Pane, RecordTable } from '@licet/ui'
import { Text } from '@mantine/core'
import type { SettingsReport } from '../hub/shapes.ts'
import { useText } from '../language/use-text.ts'
import classes from './environment-pane.module.css'

type Variable = SettingsReport['environment'][number]

/** What the server's configuration sets; shown, because people look for it here. */
export function EnvironmentPane({ environment }: { environment: readonly Variable[] }) {
  const { text } = useText()
  const columns: Column<Variable>[] = [
    {
      id: 'name',
      header: text('settings.variable'),
      leads: true,
      cell: variable => <code className="licet-mono">{variable.name}</code>,
    },
    {
      id: 'value',
      header: text('settings.value'),
      cell: ({ value, warning }) => (
        <>
          {value || '–'}
          {warning !== undefined && (
            <Text size="sm" c="var(--mantine-color-error)">
              {text(`settings.inClear.${warning}`)}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'source',
      header: text('settings.source'),
      cell: variable => text(`settings.from.${variable.source}`),
    },
  ]
  return (
    <div className={classes.below}>
      <Pane title={text('settings.environment')} lead={text('settings.environmentLead')} flush>
        <RecordTable
          label={text('settings.environment')}
          columns={columns}
          rows={environment}
          rowId={variable => variable.name}
        />
      </Pane>
    </div>
  )
}
