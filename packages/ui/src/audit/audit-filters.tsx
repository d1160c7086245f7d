import { Button, Group, TextInput } from '@mantine/core'
import { fromDateInput, toDateInput } from '../clock/moment-format.ts'
import { useUiText } from '../language/use-ui-text.ts'
import { SearchField } from '../table/search-field.tsx'
import type { AuditFilter } from './audit-record.ts'

const daySeconds = 86_400

/** Filters of the audit log; they live in the address, so that a view can be sent to a colleague. */
export function AuditFilters(props: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }) {
  const { text } = useUiText()
  const { filter, onChange } = props
  return (
    <Group align="flex-end" gap="sm">
      <SearchField
        value={filter.q}
        placeholder={text('audit.searchHint')}
        onSearch={q => onChange({ ...filter, q })}
      />
      <TextInput
        label={text('audit.fromDay')}
        type="date"
        value={filter.from === undefined ? '' : toDateInput(filter.from)}
        onChange={event =>
          onChange({ ...filter, from: fromDateInput(event.currentTarget.value) ?? undefined })
        }
      />
      <TextInput
        label={text('audit.toDay')}
        type="date"
        value={filter.to === undefined ? '' : toDateInput(filter.to)}
        onChange={event => {
          const day = fromDateInput(event.currentTarget.value)
          onChange({ ...filter, to: day === null ? undefined : day + daySeconds - 1 })
        }}
      />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {text('clearFilters')}
        </Button>
      )}
    </Group>
  )
}
