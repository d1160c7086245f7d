import type { SavedView } from '@licet/api/control'
import { askServer, Dialog, FormActions, useDeed, useNow } from '@licet/ui'
import { Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import type { LicensesFilter } from './licenses-query.ts'
import { keptFilter } from './saved-views.ts'

/** Asks for a name and keeps the present filters under it. */
export function KeepViewDialog(props: {
  filter: LicensesFilter
  views: readonly SavedView[]
  onClose: () => void
}) {
  const { text } = useText()
  const { filter, views, onClose } = props
  const now = useNow()
  const [typed, setTyped] = useState('')
  const name = typed.trim()
  const keep = useDeed({
    run: () =>
      askServer('/v1/profile/views', { method: 'POST', body: { name, filter: keptFilter(filter, now) } }),
    done: text('views.kept', { name }),
    onDone: onClose,
  })
  return (
    <Dialog opened onClose={onClose} title={text('views.keepTitle')}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (name !== '') keep.mutate()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {text('views.keepHelp')}
          </Text>
          <TextInput
            label={text('views.name')}
            description={text(views.some(view => view.name === name) ? 'views.replaces' : 'views.nameHelp')}
            maxLength={80}
            data-autofocus
            autoComplete="off"
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
          />
          <FormActions deed={keep} disabled={name === ''} onCancel={onClose}>
            {text('views.do')}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  )
}
