import { Pane } from '@licet/ui'
import { Text } from '@mantine/core'
import { IconArrowDownRight } from '@tabler/icons-react'
import { useText } from '../language/use-text.ts'
import { PreviewAnswer, type PreviewAnswerProps } from './preview-answer.tsx'
import classes from './preview-column.module.css'

/** Beside the box: what its content is, whether it holds, what it would change. */
export function PreviewColumn(props: PreviewAnswerProps) {
  const { text } = useText()
  return (
    <Pane title={text('activate.preview')} lead={text('activate.previewLead')}>
      <PreviewAnswer {...props} whenEmpty={<Nothing />} />
    </Pane>
  )
}

function Nothing() {
  const { text } = useText()
  return (
    <div className={classes.nothing}>
      <IconArrowDownRight size={22} aria-hidden />
      <Text c="dimmed">{text('activate.nothing')}</Text>
    </div>
  )
}
