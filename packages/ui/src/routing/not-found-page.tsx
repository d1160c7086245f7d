import { IconMapQuestion } from '@tabler/icons-react'
import { useUiText } from '../language/use-ui-text.ts'
import { DeadEnd } from './dead-end.tsx'

/** 404: the address leads nowhere. */
export function NotFoundPage() {
  const { text } = useUiText()
  return (
    <DeadEnd icon={IconMapQuestion} page={text('notFound')} title={text('notFoundTitle')}>
      {text('notFoundHelp')}
    </DeadEnd>
  )
}
