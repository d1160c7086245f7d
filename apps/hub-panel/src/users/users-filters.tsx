import { SearchField } from '@licet/ui'
import { Button, Group, NativeSelect } from '@mantine/core'
import type { UsersFilter } from '../hub/queries.ts'
import { useText } from '../language/use-text.ts'

/** Filters of the users table; they live in the address. */
export function UsersFilters(props: { filter: UsersFilter; onChange: (filter: UsersFilter) => void }) {
  const { text } = useText()
  const { filter, onChange } = props
  return (
    <Group align="flex-end" gap="sm">
      <SearchField
        value={filter.q}
        placeholder={text('users.searchHint')}
        onSearch={q => onChange({ ...filter, q })}
      />
      <NativeSelect
        label={text('users.role')}
        value={filter.role ?? ''}
        onChange={event => {
          const { value } = event.currentTarget
          onChange({ ...filter, role: value === 'admin' || value === 'user' ? value : undefined })
        }}
        data={[
          { value: '', label: text('ui.all') },
          { value: 'admin', label: text('role.admin') },
          { value: 'user', label: text('role.user') },
        ]}
      />
      <NativeSelect
        label={text('users.status')}
        value={filter.enabled ?? ''}
        onChange={event => {
          const { value } = event.currentTarget
          onChange({ ...filter, enabled: value === 'true' || value === 'false' ? value : undefined })
        }}
        data={[
          { value: '', label: text('ui.all') },
          { value: 'true', label: text('users.enabled') },
          { value: 'false', label: text('users.disabled') },
        ]}
      />
      <NativeSelect
        label={text('users.lastSeen')}
        value={filter.inactiveDays ?? ''}
        onChange={event =>
          onChange({ ...filter, inactiveDays: Number(event.currentTarget.value) || undefined })
        }
        data={[
          { value: '', label: text('ui.all') },
          ...[30, 90, 180].map(count => ({
            value: String(count),
            label: text('users.unseenFor', { count }),
          })),
        ]}
      />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {text('ui.clearFilters')}
        </Button>
      )}
    </Group>
  )
}
