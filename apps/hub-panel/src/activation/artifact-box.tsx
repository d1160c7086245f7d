import { PasteBox } from '@licet/ui'
import { Text } from '@mantine/core'
import { useText } from '../language/use-text.ts'

const rows = { min: 6, max: 10 }

/** The one box for anything signed, and for short keys. */
export function ArtifactBox({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const { text } = useText()
  return (
    <div>
      <PasteBox
        label={text('activate.box')}
        description={text('activate.boxHelp')}
        placeholder={text('activate.placeholder')}
        rows={rows}
        value={value}
        onChange={onChange}
        autoFocus
      />
      <Text size="xs" c="dimmed" mt="xs">
        {text('activate.stays')}
      </Text>
    </div>
  )
}
