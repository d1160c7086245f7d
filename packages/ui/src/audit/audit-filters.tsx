import { firstSecondOf, lastSecondOf } from '@licet/license'
import { Button, Group, TextInput } from '@mantine/core'
import { toDateInput } from '../clock/moment-format.ts'
import { useUiText } from '../language/use-ui-text.ts'
import { SearchField } from '../table/search-field.tsx'
import type { AuditFilter } from './audit-record.ts'

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
          onChange({ ...filter, from: firstSecondOf(event.currentTarget.value) ?? undefined })
        }
      />
      <TextInput
        label={text('audit.toDay')}
        type="date"
        value={filter.to === undefined ? '' : toDateInput(filter.to)}
        onChange={event => onChange({ ...filter, to: lastSecondOf(event.currentTarget.value) ?? undefined })}
      />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {text('clearFilters')}
        </Button>
      )}
    </Group>
  )
}
