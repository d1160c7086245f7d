import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useUiText } from '../language/use-ui-text.ts'

const pauseMilliseconds = 250

/** The search of a table. It tells what is looked for once the typing pauses; nothing typed is `undefined`. */
export function SearchField(props: {
  value: string | undefined
  placeholder: string
  onSearch: (wanted: string | undefined) => void
}) {
  const { text } = useUiText()
  const { value, placeholder, onSearch } = props
  const search = useDebouncedCallback((wanted: string) => onSearch(wanted || undefined), pauseMilliseconds)
  return (
    <TextInput
      // A new field when the filters are cleared from elsewhere, as it keeps what was typed.
      key={value === undefined ? 'empty' : 'filled'}
      label={text('search')}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      defaultValue={value ?? ''}
      onChange={event => search(event.currentTarget.value)}
      flex="1 1 240px"
    />
  )
}
