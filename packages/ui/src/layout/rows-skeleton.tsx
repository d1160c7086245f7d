import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import { useUiText } from '../language/use-ui-text.ts'

/** Rows of a table that are on their way. */
export function RowsSkeleton({ rows = 6 }: { rows?: number }) {
  const { text } = useUiText()
  return (
    <Stack gap={14} p={20} role="status">
      <VisuallyHidden>{text('loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={20} width={`${96 - ((index * 7) % 22)}%`} />
      ))}
    </Stack>
  )
}
