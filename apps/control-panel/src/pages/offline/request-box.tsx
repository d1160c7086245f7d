import { PasteBox } from '@licet/ui'
import { useText } from '../../language/use-text.ts'

const rows = { min: 3, max: 8 }

/** Takes a machine's request however it comes, or its typed UID. */
export function RequestBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { text } = useText()
  return (
    <PasteBox
      label={text('request.box')}
      description={text('request.boxHelp')}
      placeholder={text('request.placeholder')}
      rows={rows}
      value={value}
      onChange={onChange}
    />
  )
}
