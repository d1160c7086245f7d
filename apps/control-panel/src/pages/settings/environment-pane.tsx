import { type Column, Pane, RecordTable } from '@licet/ui'
import { useText } from '../../language/use-text.ts'
import type { ControlSettingsReport } from './settings-query.ts'

type Variable = ControlSettingsReport['environment'][number]

/** What the server was started with; read-only here. */
export function EnvironmentPane({ environment }: { environment: readonly Variable[] }) {
  const { text } = useText()
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
      cell: ({ value }) => <code className="licet-mono">{value === '' ? '–' : value}</code>,
    },
    { id: 'source', header: text('settings.source'), cell: ({ source }) => text(`settings.from.${source}`) },
  ]
  return (
    <Pane title={text('settings.environment')} lead={text('settings.environmentLead')} flush>
      <RecordTable
        label={text('settings.environment')}
        columns={columns}
        rows={environment}
        rowId={({ name }) => name}
      />
    </Pane>
  )
}
